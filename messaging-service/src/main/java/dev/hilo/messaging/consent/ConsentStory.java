package dev.hilo.messaging.consent;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hilo.contracts.ConversationKey;
import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.messaging.MessageStatus;
import dev.hilo.contracts.messaging.ThreadView;
import dev.hilo.messaging.number.Visibility;
import dev.hilo.messaging.number.VisibleNumbers;
import dev.hilo.messaging.quiet.ContactTime;
import dev.hilo.messaging.thread.Threads;
import dev.hilo.platform.access.Caller;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/** What a contact said about being written to, as far as it concerns one thread. */
@ApplicationScoped
class ConsentStory {

    private static final int LONGEST = 200;

    /**
     * @param asked what counts now for this thread's number; absent when nothing keeps us from writing
     * @param messageId their text, when it is in this thread
     * @param entries the newest first, those of other numbers of ours that the caller sees included
     * @param contact where they may be, and what time it is there
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ConsentView(ThreadView.@Nullable Asked asked, @Nullable Instant since, @Nullable UUID messageId,
            List<ConsentEntryView> entries, ContactTime.View contact) {
    }

    /**
     * @param at when the contact wrote it, or when one of us took it down
     * @param did to which number of ours
     * @param text what they wrote, exactly
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ConsentEntryView(UUID id, Instant at, PhoneNumber did, Entry.Kind kind, Entry.Channel channel,
            @Nullable String actor, @Nullable String word, @Nullable String text, @Nullable String reason,
            @Nullable UUID messageId, @Nullable ConfirmationView confirmation) {
    }

    /** @param afterMillis from their text to the carrier's acceptance of ours; absent until then */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ConfirmationView(String text, UUID messageId, MessageStatus status, @Nullable Long afterMillis) {
    }

    private static final String ENTRIES = """
            select e.*, m.status as answer_status, s.created_at as said_at, (
                select min(a.ended_at) from attempt a
                where a.message_id = e.answer_id and a.outcome = 'accepted') as answered_at
            from consent_entry e
            left join message m on m.id = e.answer_id
            left join message s on s.id = e.message_id
            where e.contact = $1
            order by e.at desc, e.recorded_at desc limit %d
            """.formatted(LONGEST);

    private final Pool database;
    private final Threads threads;
    private final VisibleNumbers visibleNumbers;
    private final Ledger ledger;
    private final ContactTime contactTime;

    ConsentStory(Pool database, Threads threads, VisibleNumbers visibleNumbers, Ledger ledger,
            ContactTime contactTime) {
        this.database = database;
        this.threads = threads;
        this.visibleNumbers = visibleNumbers;
        this.ledger = ledger;
        this.contactTime = contactTime;
    }

    Uni<ConsentView> of(Caller caller, UUID threadId) {
        return threads.require(caller, threadId)
                .map(summary -> new ConversationKey(summary.thread().did(), summary.thread().external()))
                .chain(key -> visibleNumbers.of(caller)
                        .chain(visible -> entries(key.contact(), visible))
                        .chain(entries -> database.withConnection(connection -> ledger
                                .open(connection, List.of(key))
                                .chain(book -> lastInboundAt(connection, threadId)
                                        .chain(wrote -> contactTime.of(connection, key.contact(), wrote))
                                        .map(time -> view(key, book, entries, time))))));
    }

    private Uni<List<ConsentEntryView>> entries(PhoneNumber contact, Visibility visible) {
        return database.preparedQuery(ENTRIES).execute(Tuple.of(contact.value()))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(ConsentStory::entryOf)
                        .filter(entry -> visible.covers(entry.did())).toList());
    }

    private static Uni<@Nullable Instant> lastInboundAt(SqlConnection connection, UUID threadId) {
        return connection.preparedQuery("select last_inbound_at from thread where id = $1")
                .execute(Tuple.of(threadId))
                .map(rows -> {
                    var wrote = rows.iterator().next().getOffsetDateTime(0);
                    return wrote == null ? null : wrote.toInstant();
                });
    }

    private static ConsentView view(ConversationKey key, Book book, List<ConsentEntryView> entries,
            ContactTime.View contact) {
        return book.concerning(key).map(wish -> new ConsentView(wish.asked(), wish.since(),
                wish.sender().did().equals(key.did()) ? wish.messageId() : null, entries, contact))
                .orElseGet(() -> new ConsentView(null, null, null, entries, contact));
    }

    private static ConsentEntryView entryOf(Row row) {
        var at = row.getOffsetDateTime("at").toInstant();
        return new ConsentEntryView(row.getUUID("id"), at, new PhoneNumber(row.getString("did")),
                Entry.Kind.valueOf(row.getString("kind")), Entry.Channel.valueOf(row.getString("channel")),
                row.getString("actor"), row.getString("word"), row.getString("text"), row.getString("reason"),
                row.getUUID("message_id"), confirmationOf(row));
    }

    private static @Nullable ConfirmationView confirmationOf(Row row) {
        var status = row.getString("answer_status");
        if (status == null) {
            return null;
        }
        OffsetDateTime said = row.getOffsetDateTime("said_at");
        OffsetDateTime answered = row.getOffsetDateTime("answered_at");
        return new ConfirmationView(row.getString("answer_text"), row.getUUID("answer_id"),
                MessageStatus.valueOf(status),
                answered == null || said == null ? null : Duration.between(said, answered).toMillis());
    }
}
