package dev.hilo.messaging.conversation;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
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
            m.fingerprint, m.created_at, m.updated_at, m.read_at, m.send_at, %s as media,
            case when m.status = 'QUEUED' then (
                select jsonb_build_object('for', q.waiting_for, 'until', q.expected_at)
                from send_queue q where q.message_id = m.id) end as waiting""".formatted(Medium.AS_JSON);

    static final String INSERT = """
            insert into message (id, thread_id, seq, changed_seq, direction, status, did, external, body, author,
                participants, inbound_no, fingerprint, media_count, created_at, updated_at, repeats, read_at, send_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
            """;

    static final String UPDATE = """
            update message set changed_seq = $2, status = $3, provider_msg_id = $4, error_code = $5, error_text = $6,
                repeats = $7, updated_at = $8, read_at = $9, send_at = $10
            where id = $1
            """;

    /** Apart from {@link #UPDATE}, which must not touch an indexed column. */
    static final String UPDATE_BODY = "update message set body = $2 where id = $1";

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
        message.waiting = waitingOf(row.getJsonObject("waiting"));
        return message;
    }

    static Tuple insert(Message message) {
        return Tuple.from(new @Nullable Object[]{message.id, message.threadId, message.seq, message.changedSeq,
                message.direction.name(), message.status.name(), message.key.did().value(),
                message.key.contact().value(), message.body, message.author,
                message.participants.stream().map(PhoneNumber::value).toArray(String[]::new), message.inboundNo,
                message.fingerprint, message.media.size(), at(message.createdAt), at(message.updatedAt),
                message.repeats, at(message.readAt), at(message.sendAt)});
    }

    static Tuple update(Message message) {
        return Tuple.from(new @Nullable Object[]{message.id, message.changedSeq, message.status.name(),
                message.providerMsgId, message.errorCode, message.errorText, message.repeats, at(message.updatedAt),
                at(message.readAt), at(message.sendAt)});
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
