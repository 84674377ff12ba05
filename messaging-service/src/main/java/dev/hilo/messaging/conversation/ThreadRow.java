package dev.hilo.messaging.conversation;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

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
 * @param lastInboundAt when the contact wrote last
 */
public record ThreadRow(ThreadView view, long lastOutboundSeq, long readSeq, @Nullable Instant lastInboundAt) {

    /** Everything {@link #of} reads, of a thread called {@code t}. */
    public static final String COLUMNS = """
            t.id, t.did, t.external, t.display_name, t.last_seq, t.last_outbound_seq, t.inbound_count, t.read_seq,
            t.unanswered, t.labels, t.assignee, t.state, t.last_message_id, t.last_message_direction,
            t.last_message_status, t.last_message_preview, t.last_message_media, t.last_message_at, t.last_inbound_at,
            t.consent_asked, t.consent_since, t.consent_message_id,
            not exists (select from number n where n.did = t.did and cardinality(n.teams) > 0) as unclaimed""";

    static final String UPDATE = """
            update thread set last_seq = $2, last_outbound_seq = $3, inbound_count = $4, read_seq = $5, unanswered = $6,
                state = $7, last_message_id = $8, last_message_direction = $9, last_message_status = $10,
                last_message_preview = $11, last_message_media = $12, last_message_at = $13, last_inbound_at = $14,
                consent_asked = $15, consent_since = $16, consent_message_id = $17
            where id = $1
            """;

    public static ThreadRow of(Row row) {
        var view = new ThreadView(new ThreadId(row.getUUID("id")), new PhoneNumber(row.getString("did")),
                new PhoneNumber(row.getString("external")), row.getString("display_name"), lastOf(row),
                row.getOffsetDateTime("last_message_at").toInstant(), row.getLong("last_seq"),
                row.getLong("inbound_count"), row.getBoolean("unanswered"), List.of(row.getArrayOfStrings("labels")),
                row.getString("assignee"), ThreadView.State.valueOf(row.getString("state")),
                row.getBoolean("unclaimed"), consentOf(row));
        var inbound = row.getOffsetDateTime("last_inbound_at");
        return new ThreadRow(view, row.getLong("last_outbound_seq"), row.getLong("read_seq"),
                inbound == null ? null : inbound.toInstant());
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

    private static ThreadView.@Nullable Consent consentOf(Row row) {
        var asked = row.getString("consent_asked");
        if (asked == null) {
            return null;
        }
        var message = row.getUUID("consent_message_id");
        return new ThreadView.Consent(ThreadView.Asked.valueOf(asked),
                row.getOffsetDateTime("consent_since").toInstant(), message == null ? null : new MessageId(message));
    }

    Tuple update() {
        var last = view.lastMessage();
        var consent = view.consent();
        return Tuple.from(new @Nullable Object[]{view.id().value(), view.lastSeq(), lastOutboundSeq,
                view.inboundCount(), readSeq, view.unanswered(), view.state().name(),
                last == null ? null : last.id().value(), last == null ? null : last.direction().name(),
                last == null ? null : last.status().name(), last == null ? null : last.preview(),
                last == null ? null : last.mediaCount(), view.lastMessageAt().atOffset(ZoneOffset.UTC),
                lastInboundAt == null ? null : lastInboundAt.atOffset(ZoneOffset.UTC),
                consent == null ? null : consent.asked().name(),
                consent == null ? null : consent.since().atOffset(ZoneOffset.UTC), messageOf(consent)});
    }

    private static @Nullable UUID messageOf(ThreadView.@Nullable Consent consent) {
        var message = consent == null ? null : consent.messageId();
        return message == null ? null : message.value();
    }
}
