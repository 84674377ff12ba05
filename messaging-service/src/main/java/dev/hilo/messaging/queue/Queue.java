package dev.hilo.messaging.queue;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.UUID;

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

    public static Uni<Void> remove(SqlConnection transaction, Collection<UUID> messageIds) {
        return messageIds.isEmpty()
                ? Uni.createFrom().voidItem()
                : transaction.preparedQuery("delete from send_queue where message_id = any($1)")
                        .execute(Tuple.of(messageIds.toArray(UUID[]::new))).replaceWithVoid();
    }

    private static @Nullable OffsetDateTime at(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
