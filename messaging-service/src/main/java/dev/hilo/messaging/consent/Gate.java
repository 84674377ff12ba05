package dev.hilo.messaging.consent;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.messaging.conversation.Conversations;
import dev.hilo.messaging.queue.Passage;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/** The gate of consent: asked when a text is accepted, and again when it leaves. */
@ApplicationScoped
public class Gate {

    /** @param awaited somebody sits and waits for it: it is live and not scheduled */
    public record Departing(UUID messageId, PhoneNumber did, PhoneNumber contact, Passage passage, boolean awaited) {
    }

    /** In one order, as those who record an opt-out take them. */
    private static final String HOLD = """
            select pg_advisory_xact_lock_shared(k.key) from (
                select distinct hashtextextended(c, $2) as key from unnest($1::text[]) c order by 1) k
            """;

    /** What concerns these contacts at all, beside the numbers that would write to them: usually nothing. */
    private static final String WRITING = """
            select k.did, n.campaign_id, c.brand_id from unnest($1::text[]) k(did)
            left join number n on n.did = k.did
            left join campaign c on c.campaign_id = n.campaign_id
            where exists (select from opt_out where contact = any($2))
            """;

    private final Ledger ledger;
    private final Scopes scopes;
    private final Conversations conversations;

    Gate(Ledger ledger, Scopes scopes, Conversations conversations) {
        this.ledger = ledger;
        this.scopes = scopes;
        this.conversations = conversations;
    }

    /**
     * Until the transaction ends, no opt-out of these contacts is recorded beside it: a STOP of this moment is either seen
     * by {@link #verdicts} or committed after this transaction. Taken before any thread is locked, and after queue rows.
     */
    public Uni<Void> hold(SqlConnection transaction, Collection<PhoneNumber> contacts) {
        return contacts.isEmpty()
                ? Uni.createFrom().voidItem()
                : transaction.preparedQuery(HOLD).execute(Tuple.of(Ledger.valuesOf(contacts), Ledger.LOCKS))
                        .replaceWithVoid();
    }

    /** One for each text, by message id. */
    public Uni<Map<UUID, Verdict>> verdicts(SqlConnection transaction, Collection<Departing> texts) {
        Map<UUID, Verdict> verdicts = new HashMap<>();
        texts.forEach(text -> verdicts.put(text.messageId(), new Verdict.Passes()));
        var asked = texts.stream().filter(text -> text.passage() == Passage.ORDINARY).toList();
        if (asked.isEmpty()) {
            return Uni.createFrom().item(verdicts);
        }
        var contacts = asked.stream().map(Departing::contact).toList();
        return writing(transaction, asked.stream().map(Departing::did).toList(), contacts).chain(senders -> {
            if (senders.isEmpty()) {
                return Uni.createFrom().item(verdicts);
            }
            return ledger.standings(transaction, contacts)
                    .invoke(standings -> asked.forEach(text -> {
                        var standing = standings.get(text.contact());
                        var sender = senders.get(text.did());
                        if (standing != null && sender != null) {
                            verdicts.put(text.messageId(), verdict(standing, sender, text.awaited()));
                        }
                    }))
                    .replaceWith(verdicts);
        });
    }

    private Verdict verdict(Standing standing, Sender sender, boolean awaited) {
        return standing.concerning(sender, scopes.at(conversations.now())).map(wish -> switch (wish.asked()) {
            case OPT_OUT -> new Verdict.Silenced(wish.since());
            case UNCLEAR -> awaited ? new Verdict.Passes() : new Verdict.Held(wish.since());
        }).orElseGet(Verdict.Passes::new);
    }

    private static Uni<Map<PhoneNumber, Sender>> writing(SqlConnection transaction, Collection<PhoneNumber> dids,
            Collection<PhoneNumber> contacts) {
        return transaction.preparedQuery(WRITING)
                .execute(Tuple.of(Ledger.valuesOf(dids), Ledger.valuesOf(contacts)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(Ledger::senderOf)
                        .collect(Collectors.toMap(Sender::did, Function.identity())));
    }
}
