package dev.hilo.messaging.conversation;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.hilo.contracts.ConversationKey;
import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.messaging.Direction;
import dev.hilo.contracts.messaging.MessageStatus;
import dev.hilo.contracts.messaging.MessageView;
import dev.hilo.messaging.media.Medium;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/** A message's row. */
public final class MessageRow {

    /** Everything {@link #of} reads, of a message called {@code m}. */
    public static final String COLUMNS = """
            m.id, m.thread_id, m.seq, m.changed_seq, m.direction, m.status, m.did, m.external, m.body,
            m.provider_msg_id, m.error_code, m.error_text, m.repeats, m.author, m.participants, m.inbound_no,
            m.fingerprint, m.created_at, m.updated_at, m.read_at, m.send_at, m.subject, m.mentions, %s as media,
            case when m.status = 'QUEUED' then (
                select jsonb_build_object('for', q.waiting_for, 'until', q.expected_at)
                from send_queue q where q.message_id = m.id) end as waiting""".formatted(Medium.AS_JSON);

    static final String INSERT = """
            insert into message (id, thread_id, seq, changed_seq, direction, status, did, external, body, author,
                participants, inbound_no, fingerprint, media_count, created_at, updated_at, repeats, read_at, send_at,
                subject, mentions)
            select r.id, r.thread_id, r.seq, r.changed_seq, r.direction, r.status, r.did, r.external, r.body, r.author,
                string_to_array(r.participants, ' '), r.inbound_no, r.fingerprint, r.media_count, r.created_at,
                r.updated_at, r.repeats, r.read_at, r.send_at, r.subject, string_to_array(r.mentions, ' ')
            from unnest($1::uuid[], $2::uuid[], $3::bigint[], $4::bigint[], $5::text[], $6::text[], $7::text[],
                $8::text[], $9::text[], $10::text[], $11::text[], $12::bigint[], $13::text[], $14::int[],
                $15::timestamptz[], $16::timestamptz[], $17::int[], $18::timestamptz[], $19::timestamptz[],
                $20::text[], $21::text[])
                as r(id, thread_id, seq, changed_seq, direction, status, did, external, body, author, participants,
                    inbound_no, fingerprint, media_count, created_at, updated_at, repeats, read_at, send_at, subject,
                    mentions)
            """;

    /** The columns of {@link #insert}. */
    static final Class<?>[] INSERTED = {UUID.class, UUID.class, Long.class, Long.class, String.class, String.class,
            String.class, String.class, String.class, String.class, String.class, Long.class, String.class,
            Integer.class, OffsetDateTime.class, OffsetDateTime.class, Integer.class, OffsetDateTime.class,
            OffsetDateTime.class, String.class, String.class};

    static final String UPDATE = """
            update message m set changed_seq = r.changed_seq, status = r.status, provider_msg_id = r.provider_msg_id,
                error_code = r.error_code, error_text = r.error_text, repeats = r.repeats, updated_at = r.updated_at,
                read_at = r.read_at, send_at = r.send_at
            from unnest($1::uuid[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[], $7::int[],
                $8::timestamptz[], $9::timestamptz[], $10::timestamptz[])
                as r(id, changed_seq, status, provider_msg_id, error_code, error_text, repeats, updated_at, read_at,
                    send_at)
            where m.id = r.id
            """;

    /** The columns of {@link #update}. */
    static final Class<?>[] UPDATED = {UUID.class, Long.class, String.class, String.class, String.class, String.class,
            Integer.class, OffsetDateTime.class, OffsetDateTime.class, OffsetDateTime.class};

    /** Apart from {@link #UPDATE}, which must not touch an indexed column. */
    static final String UPDATE_BODY = """
            update message set body = $2, fingerprint = $3, participants = $4, media_count = $5 where id = $1
            """;

    private MessageRow() {
    }

    public static Message of(Row row) {
        var key = new ConversationKey(new PhoneNumber(row.getString("did")),
                new PhoneNumber(row.getString("external")));
        var message = new Message(row.getUUID("id"), row.getUUID("thread_id"), key, row.getLong("seq"),
                Direction.valueOf(row.getString("direction")), MessageStatus.valueOf(row.getString("status")),
                row.getString("body"), mediaOf(row.getJsonArray("media")), row.getString("author"),
                Arrays.stream(row.getArrayOfStrings("participants")).map(PhoneNumber::new).toList(),
                row.getLong("inbound_no"), row.getString("fingerprint"),
                row.getOffsetDateTime("created_at").toInstant());
        message.changedSeq = row.getLong("changed_seq");
        message.providerMsgId = row.getString("provider_msg_id");
        message.errorCode = row.getString("error_code");
        message.errorText = row.getString("error_text");
        message.repeats = row.getInteger("repeats");
        message.updatedAt = row.getOffsetDateTime("updated_at").toInstant();
        var readAt = row.getOffsetDateTime("read_at");
        message.readAt = readAt == null ? null : readAt.toInstant();
        var sendAt = row.getOffsetDateTime("send_at");
        message.sendAt = sendAt == null ? null : sendAt.toInstant();
        message.subject = row.getString("subject");
        message.mentions = List.of(row.getArrayOfStrings("mentions"));
        message.waiting = waitingOf(row.getJsonObject("waiting"));
        return message;
    }

    static Tuple insert(Message message) {
        return Tuple.from(new @Nullable Object[]{message.id, message.threadId, message.seq, message.changedSeq,
                message.direction.name(), message.status.name(), message.key.did().value(),
                message.key.contact().value(), message.body, message.author,
                message.participants.stream().map(PhoneNumber::value).collect(Collectors.joining(" ")),
                message.inboundNo, message.fingerprint, message.media.size(), at(message.createdAt),
                at(message.updatedAt), message.repeats, at(message.readAt), at(message.sendAt), message.subject,
                String.join(" ", message.mentions)});
    }

    static Tuple update(Message message) {
        return Tuple.from(new @Nullable Object[]{message.id, message.changedSeq, message.status.name(),
                message.providerMsgId, message.errorCode, message.errorText, message.repeats, at(message.updatedAt),
                at(message.readAt), at(message.sendAt)});
    }

    static Tuple updateBody(Message message) {
        return Tuple.from(new @Nullable Object[]{message.id, message.body, message.fingerprint,
                message.participants.stream().map(PhoneNumber::value).toArray(String[]::new), message.media.size()});
    }

    private static @Nullable OffsetDateTime at(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static MessageView.@Nullable Waiting waitingOf(@Nullable JsonObject waiting) {
        if (waiting == null) {
            return null;
        }
        var until = waiting.getString("until");
        return new MessageView.Waiting(MessageView.Reason.valueOf(waiting.getString("for")),
                until == null ? null : OffsetDateTime.parse(until).toInstant());
    }

    private static List<Medium> mediaOf(@Nullable JsonArray media) {
        return media == null
                ? List.of()
                : IntStream.range(0, media.size()).mapToObj(media::getJsonObject).map(Medium::of).toList();
    }
}
