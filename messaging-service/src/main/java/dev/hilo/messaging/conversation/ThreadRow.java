package dev.hilo.messaging.conversation;

import java.time.ZoneOffset;
import java.util.List;

import dev.hilo.contracts.MessageId;
import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.ThreadId;
import dev.hilo.contracts.messaging.Direction;
import dev.hilo.contracts.messaging.MessageStatus;
import dev.hilo.contracts.messaging.ThreadView;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * A thread's row: what everybody sees and what only the rules need.
 *
 * @param lastOutboundSeq the place of our newest text
 * @param readSeq somebody has read up to here
 */
public record ThreadRow(ThreadView view, long lastOutboundSeq, long readSeq) {

    /** Everything {@link #of} reads, of a thread called {@code t}. */
    public static final String COLUMNS = """
            t.id, t.did, t.external, t.display_name, t.last_seq, t.last_outbound_seq, t.inbound_count, t.read_seq,
            t.unanswered, t.labels, t.assignee, t.state, t.last_message_id, t.last_message_direction,
            t.last_message_status, t.last_message_preview, t.last_message_media, t.last_message_at,
            not exists (select from number n where n.did = t.did and cardinality(n.teams) > 0) as unclaimed""";

    static final String UPDATE = """
            update thread set last_seq = $2, last_outbound_seq = $3, inbound_count = $4, read_seq = $5, unanswered = $6,
                state = $7, last_message_id = $8, last_message_direction = $9, last_message_status = $10,
                last_message_preview = $11, last_message_media = $12, last_message_at = $13
            where id = $1
            """;

    public static ThreadRow of(Row row) {
        var view = new ThreadView(new ThreadId(row.getUUID("id")), new PhoneNumber(row.getString("did")),
                new PhoneNumber(row.getString("external")), row.getString("display_name"), lastOf(row),
                row.getOffsetDateTime("last_message_at").toInstant(), row.getLong("last_seq"),
                row.getLong("inbound_count"), row.getBoolean("unanswered"), List.of(row.getArrayOfStrings("labels")),
                row.getString("assignee"), ThreadView.State.valueOf(row.getString("state")),
                row.getBoolean("unclaimed"));
        return new ThreadRow(view, row.getLong("last_outbound_seq"), row.getLong("read_seq"));
    }

    private static ThreadView.@Nullable Last lastOf(Row row) {
        var message = row.getUUID("last_message_id");
        return message == null
                ? null
                : new ThreadView.Last(new MessageId(message),
                        Direction.valueOf(row.getString("last_message_direction")),
                        MessageStatus.valueOf(row.getString("last_message_status")),
                        row.getString("last_message_preview"), row.getInteger("last_message_media"));
    }

    Tuple update() {
        var last = view.lastMessage();
        return Tuple.from(new @Nullable Object[]{view.id().value(), view.lastSeq(), lastOutboundSeq,
                view.inboundCount(), readSeq, view.unanswered(), view.state().name(),
                last == null ? null : last.id().value(), last == null ? null : last.direction().name(),
                last == null ? null : last.status().name(), last == null ? null : last.preview(),
                last == null ? null : last.mediaCount(), view.lastMessageAt().atOffset(ZoneOffset.UTC)});
    }
}
