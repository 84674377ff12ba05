package dev.hilo.messaging.queue;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.UUID;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.messaging.MessageView;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/** Puts texts into the queue, and takes settled ones out. */
public final class Queue {

    /** The token goes on from the last attempt's, so that an answer to that one can never be taken for a new one's. */
    private static final String ADD = """
            insert into send_queue (message_id, thread_id, seq, did, external, campaign_id, asked_by, lane, passage,
                segments, mms, reply_until, send_at, next_attempt_at, expires_at, waiting_for, expected_at, lease_token)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $13, $14, $15, $16,
                (select coalesce(max(token), 0) from attempt where message_id = $1))
            on conflict (message_id) do nothing
            """;

    private static final String WAITS = """
            update send_queue set lease_owner = null, lease_until = null, next_attempt_at = $2, expires_at = $3,
                waiting_for = $4, expected_at = $5
            where message_id = $1
            """;

    private static final String WAIT_FOR = """
            update send_queue set waiting_for = $2, expected_at = $3 where message_id = any($1)
            """;

    private Queue() {
    }

    /** @return false, and nothing happened, when the text is in the queue already */
    public static Uni<Boolean> add(SqlConnection transaction, QueuedText text) {
        return transaction.preparedQuery(ADD)
                .execute(Tuple.from(new @Nullable Object[]{text.messageId(), text.threadId(), text.seq(),
                        text.conversation().did().value(), text.conversation().contact().value(), text.campaignId(),
                        text.askedBy(), text.lane().rank(), text.passage().name(), text.segments(), text.mms(),
                        at(text.replyUntil()), at(text.sendAt()), at(text.expiresAt()), text.waiting().reason().name(),
                        at(text.waiting().expectedAt())}))
                .map(rows -> rows.rowCount() == 1);
    }

    /**
     * A text stays in the queue, but waits: for what its bubble says, and at least until the next attempt. Whoever had
     * leased it has it no longer.
     */
    public static Uni<Void> waits(SqlConnection transaction, UUID messageId, Instant nextAttemptAt, Instant expiresAt,
            MessageView.Waiting waiting) {
        return transaction.preparedQuery(WAITS)
                .execute(Tuple.of(messageId, at(nextAttemptAt), at(expiresAt), waiting.reason().name(),
                        at(waiting.expectedAt())))
                .replaceWithVoid();
    }

    /** Texts wait for something else, with no change of when they are tried. */
    public static Uni<Void> waits(SqlConnection transaction, Collection<UUID> messageIds,
            MessageView.Waiting waiting) {
        return transaction.preparedQuery(WAIT_FOR)
                .execute(Tuple.of(messageIds.toArray(UUID[]::new), waiting.reason().name(), at(waiting.expectedAt())))
                .replaceWithVoid();
    }

    public static Uni<Void> remove(SqlConnection transaction, Collection<UUID> messageIds) {
        return messageIds.isEmpty()
                ? Uni.createFrom().voidItem()
                : transaction.preparedQuery("delete from send_queue where message_id = any($1)")
                        .execute(Tuple.of(messageIds.toArray(UUID[]::new))).replaceWithVoid();
    }

    /** The contact's clock is another now: texts that wait for their morning are looked at again at once. */
    public static Uni<Void> morningMoved(SqlConnection transaction, PhoneNumber contact, Instant now) {
        return transaction.preparedQuery("""
                update send_queue set next_attempt_at = $2
                where external = $1 and waiting_for = 'QUIET_HOURS' and lease_until is null and next_attempt_at > $2
                """).execute(Tuple.of(contact.value(), at(now))).replaceWithVoid();
    }

    private static @Nullable OffsetDateTime at(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
