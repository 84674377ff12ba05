package dev.hilo.messaging.consent;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.contracts.ConversationKey;
import dev.hilo.messaging.keyword.KeywordTables;
import dev.hilo.messaging.keyword.Said;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;

/**
 * Listens for wishes in texts that are about to be stored. Which of them say something is decided before any lock; their
 * contacts' locks come before the threads', as everywhere, so that no text leaves beside an opt-out.
 */
@ApplicationScoped
public class Listen {

    /** @param at when it was received: the words of that day count */
    public record Text(ConversationKey conversation, String text, Instant at) {
    }

    private final KeywordTables words;
    private final Ledger ledger;
    private final SpreadConsent spread;

    Listen(KeywordTables words, Ledger ledger, SpreadConsent spread) {
        this.words = words;
        this.ledger = ledger;
        this.spread = spread;
    }

    /** Before the threads of these texts are locked. */
    public Uni<Hearing> to(SqlConnection transaction, List<Text> texts) {
        var speaking = texts.stream()
                .filter(text -> !(words.at(text.at()).read(text.text()) instanceof Said.Nothing))
                .map(Text::conversation).distinct().toList();
        if (speaking.isEmpty()) {
            return Uni.createFrom().item(new Hearing(words, ledger, null));
        }
        return ledger.lock(transaction, speaking.stream().map(ConversationKey::contact).toList())
                .chain(() -> ledger.departed(transaction, speaking.stream().map(ConversationKey::contact).toList()))
                .chain(() -> ledger.open(transaction, speaking, texts.stream().collect(Collectors.groupingBy(
                        Text::conversation, Collectors.mapping(Text::text, Collectors.toList())))))
                .map(book -> new Hearing(words, ledger, book));
    }

    /** After the commit. */
    public void committed(Hearing hearing) {
        if (hearing.concernsOthers()) {
            spread.wake();
        }
    }
}
