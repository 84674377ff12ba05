package dev.hilo.messaging.conversation;

import java.time.Instant;
import java.time.OffsetDateTime;
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
 * @param openedAt since when there is something to do, that is to be closed
 */
public record ThreadRow(ThreadView view, long lastOutboundSeq, long readSeq, @Nullable Instant lastInboundAt,
        Instant openedAt) {

    /** Between the words of a list that travels as one text, since an array of arrays must not be ragged. */
    static final String BETWEEN = "\u001f";

    /** Everything {@link #of} reads, of a thread called {@code t}. */
    public static final String COLUMNS = """
            t.id, t.did, t.external, t.display_name, t.last_seq, t.last_outbound_seq, t.inbound_count, t.read_seq,
            t.unanswered, t.labels, t.assignee, t.state, t.last_message_id, t.last_message_direction,
            t.last_message_status, t.last_message_preview, t.last_message_media, t.last_message_at, t.last_inbound_at,
            t.consent_asked, t.consent_since, t.consent_message_id, t.team, t.snoozed_until, t.waiting_since,
            t.last_message_mentions, coalesce(t.opened_at, t.created_at) as opened_at,
            not exists (select from number n where n.did = t.did and cardinality(n.teams) > 0) as unclaimed""";

    static final String UPDATE = """
            update thread t set last_seq = r.last_seq, last_outbound_seq = r.last_outbound_seq,
                inbound_count = r.inbound_count, read_seq = r.read_seq, unanswered = r.unanswered, state = r.state,
                last_message_id = r.message_id, last_message_direction = r.direction, last_message_status = r.status,
                last_message_preview = r.preview, last_message_media = r.media, last_message_at = r.message_at,
                last_inbound_at = r.inbound_at, consent_asked = r.asked, consent_since = r.since,
                consent_message_id = r.asked_by, display_name = r.display_name,
                labels = string_to_array(r.labels, E'\\x1f'), assignee = r.assignee, team = r.team,
                snoozed_until = r.snoozed_until, waiting_since = r.waiting_since, opened_at = r.opened_at,
                last_message_mentions = string_to_array(r.mentions, ' ')
            from unnest($1::uuid[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bool[], $7::text[],
                $8::uuid[], $9::text[], $10::text[], $11::text[], $12::int[], $13::timestamptz[], $14::timestamptz[],
                $15::text[], $16::timestamptz[], $17::uuid[], $18::text[], $19::text[], $20::text[], $21::text[],
                $22::timestamptz[], $23::timestamptz[], $24::timestamptz[], $25::text[])
                as r(id, last_seq, last_outbound_seq, inbound_count, read_seq, unanswered, state, message_id,
                    direction, status, preview, media, message_at, inbound_at, asked, since, asked_by, display_name,
                    labels, assignee, team, snoozed_until, waiting_since, opened_at, mentions)
            where t.id = r.id
            """;

    /** The columns of {@link #update}. */
    static final Class<?>[] UPDATED = {UUID.class, Long.class, Long.class, Long.class, Long.class, Boolean.class,
            String.class, UUID.class, String.class, String.class, String.class, Integer.class, OffsetDateTime.class,
            OffsetDateTime.class, String.class, OffsetDateTime.class, UUID.class, String.class, String.class,
            String.class,
            String.class, OffsetDateTime.class, OffsetDateTime.class, OffsetDateTime.class, String.class};

    public static ThreadRow of(Row row) {
        var view = new ThreadView(new ThreadId(row.getUUID("id")), new PhoneNumber(row.getString("did")),
                new PhoneNumber(row.getString("external")), row.getString("display_name"), lastOf(row),
                row.getOffsetDateTime("last_message_at").toInstant(), row.getLong("last_seq"),
                row.getLong("inbound_count"), row.getBoolean("unanswered"), List.of(row.getArrayOfStrings("labels")),
                row.getString("assignee"), ThreadView.State.valueOf(row.getString("state")),
                row.getBoolean("unclaimed"), consentOf(row), row.getString("team"), instant(row, "snoozed_until"),
                instant(row, "waiting_since"));
        return new ThreadRow(view, row.getLong("last_outbound_seq"), row.getLong("read_seq"),
                instant(row, "last_inbound_at"), row.getOffsetDateTime("opened_at").toInstant());
    }

    private static @Nullable Instant instant(Row row, String column) {
        var at = row.getOffsetDateTime(column);
        return at == null ? null : at.toInstant();
    }

    private static ThreadView.@Nullable Last lastOf(Row row) {
        var message = row.getUUID("last_message_id");
        return message == null
                ? null
                : new ThreadView.Last(new MessageId(message),
                        Direction.valueOf(row.getString("last_message_direction")),
                        MessageStatus.valueOf(row.getString("last_message_status")),
                        row.getString("last_message_preview"), row.getInteger("last_message_media"),
                        List.of(row.getArrayOfStrings("last_message_mentions")));
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
                at(lastInboundAt),
                consent == null ? null : consent.asked().name(),
                consent == null ? null : at(consent.since()), messageOf(consent), view.displayName(),
                String.join(BETWEEN, view.labels()), view.assignee(), view.team(), at(view.snoozedUntil()),
                at(view.waitingSince()), at(openedAt), last == null ? "" : String.join(" ", last.mentions())});
    }

    private static @Nullable OffsetDateTime at(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable UUID messageOf(ThreadView.@Nullable Consent consent) {
        var message = consent == null ? null : consent.messageId();
        return message == null ? null : message.value();
    }
}
