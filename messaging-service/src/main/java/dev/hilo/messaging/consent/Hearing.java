package dev.hilo.messaging.consent;

import java.time.Instant;
import java.util.UUID;

import dev.hilo.messaging.conversation.Conversation;
import dev.hilo.messaging.conversation.Message;
import dev.hilo.messaging.keyword.KeywordTables;
import dev.hilo.messaging.keyword.Language;
import dev.hilo.messaging.keyword.Said;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import org.jspecify.annotations.Nullable;

/** Hears the new texts of one transaction, and their repeats. Receipts are never put to it. */
public final class Hearing {

    private final KeywordTables words;
    private final Ledger ledger;
    private final @Nullable Book book;

    Hearing(KeywordTables words, Ledger ledger, @Nullable Book book) {
        this.words = words;
        this.ledger = ledger;
        this.book = book;
    }

    /**
     * A text can be heard long after it was written, when a delivery is read again. An opt-out counts from now on
     * whatever was said since, and is dated to when it was written; an opt-in takes back only what was said before it.
     * Silence is the safe reading of both.
     *
     * @param text what the contact wrote in it, all of it
     */
    public void hear(Conversation conversation, Message message, String text) {
        if (book == null) {
            return;
        }
        var at = message.createdAt();
        switch (words.at(at).read(text)) {
            case Said.OptOut said ->
                book.optOut(conversation, source(message.id(), text, said.word(), said.language(), null, at));
            case Said.Help said ->
                book.help(conversation, source(message.id(), text, said.word(), said.language(), null, at));
            case Said.OptIn said -> {
                if (!book.wasSilencedAfter(conversation.key(), at)) {
                    book.optIn(conversation, source(message.id(), text, said.word(), said.language(), null, at));
                }
            }
            case Said.OptInIfAsked said -> {
                if (book.isSilenced(conversation.key()) && !book.wasSilencedAfter(conversation.key(), at)
                        && book.wasAsked(conversation.key(), at)) {
                    book.optIn(conversation, source(message.id(), text, said.word(), said.language(), null, at));
                }
            }
            case Said.AskAgent said -> book.unclear(conversation,
                    source(message.id(), text, said.word(), null, said.why().wire(), at));
            case Said.Nothing _ -> {
                // Most texts.
            }
        }
    }

    /**
     * A text that is folded into an earlier one was heard when that one came. Only a STOP counts again, when they have
     * opted in since: it may be the same one once more, but silence is the safe reading.
     *
     * @param at when it was received this time
     */
    public void hearAgain(Conversation conversation, Message message, String text, Instant at) {
        if (book != null && !book.isSilenced(conversation.key())
                && words.at(at).read(text) instanceof Said.OptOut said) {
            book.optOut(conversation, source(message.id(), text, said.word(), said.language(), null, at));
        }
    }

    /** After the conversations were saved. */
    public Uni<Void> save(SqlConnection transaction) {
        return book == null ? Uni.createFrom().voidItem() : ledger.save(transaction, book);
    }

    /** Whether other threads have to be told, once it is committed. */
    public boolean concernsOthers() {
        return book != null && !book.toldElsewhere().isEmpty();
    }

    private static Book.Source source(UUID message, String text, String word, @Nullable Language language,
            @Nullable String reason, Instant at) {
        return new Book.Source(Entry.Channel.KEYWORD, null, word, language, text, message, reason, at);
    }
}
