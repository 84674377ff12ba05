package dev.hilo.messaging.outbound;

import java.time.Instant;
import java.util.UUID;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.messaging.consent.Gate;
import dev.hilo.messaging.conversation.Message;
import dev.hilo.messaging.queue.Lane;
import dev.hilo.messaging.queue.Passage;
import io.vertx.mutiny.sqlclient.Row;
import org.jspecify.annotations.Nullable;

/**
 * A text in the queue, locked.
 *
 * @param token of its last claim
 */
record Due(UUID messageId, UUID threadId, long token, Instant expiresAt, PhoneNumber did, PhoneNumber contact,
        Lane lane,
        boolean mms, int segments, Passage passage, @Nullable Instant replyUntil) {

    /** Everything {@link #of} reads, of a row called {@code q}. */
    static final String COLUMNS = """
            q.message_id, q.thread_id, q.lease_token, q.expires_at, q.did, q.external, q.lane, q.mms, q.segments,
            q.passage, q.reply_until""";

    static Due of(Row row) {
        var replyUntil = row.getOffsetDateTime("reply_until");
        return new Due(row.getUUID("message_id"), row.getUUID("thread_id"), row.getLong("lease_token"),
                row.getOffsetDateTime("expires_at").toInstant(), new PhoneNumber(row.getString("did")),
                new PhoneNumber(row.getString("external")), Lane.ofRank(row.getShort("lane")), row.getBoolean("mms"),
                row.getInteger("segments"), Passage.valueOf(row.getString("passage")),
                replyUntil == null ? null : replyUntil.toInstant());
    }

    /** Whether the hours of the day matter to it: it answers nobody who has just written, and no law wants it sent. */
    boolean keepsHours(Instant moment) {
        return passage == Passage.ORDINARY && (replyUntil == null || replyUntil.isBefore(moment));
    }

    Gate.Departing departing(Message message) {
        return new Gate.Departing(messageId, did, contact, passage, lane == Lane.LIVE && message.sendAt() == null);
    }
}
