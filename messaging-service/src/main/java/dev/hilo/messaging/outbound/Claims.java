package dev.hilo.messaging.outbound;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.contracts.messaging.MessageStatus;
import dev.hilo.messaging.carrier.CarrierMessage;
import dev.hilo.messaging.conversation.Conversation;
import dev.hilo.messaging.conversation.Conversations;
import dev.hilo.messaging.conversation.Message;
import dev.hilo.messaging.media.Uploads;
import dev.hilo.messaging.queue.Queue;
import dev.hilo.platform.identity.Ids;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Takes due texts out of the queue for one worker: of each conversation only its oldest, and none while another of it
 * is under way. Any number of instances do this side by side; what one has locked the others skip.
 */
@ApplicationScoped
class Claims {

    /** A text on its way, under the token it was claimed with. */
    record Claim(UUID messageId, UUID threadId, UUID attemptId, long token, CarrierMessage message) {
    }

    private record Due(UUID messageId, UUID threadId, long token, Instant expiresAt) {

        static Due of(Row row) {
            return new Due(row.getUUID("message_id"), row.getUUID("thread_id"), row.getLong("lease_token"),
                    row.getOffsetDateTime("expires_at").toInstant());
        }
    }

    /** In a conversation {@code (send_at, seq)} is the order; one that backs off holds back those behind it. */
    private static final String DUE = """
            select q.message_id, q.thread_id, q.lease_token, q.expires_at from send_queue q
            where q.lease_until is null and q.send_at <= $1 and q.next_attempt_at <= $1
              and not exists (
                select from send_queue o
                where o.thread_id = q.thread_id and o.message_id <> q.message_id
                  and (o.lease_until is not null
                       or (o.send_at <= $1 and (o.send_at, o.seq) < (q.send_at, q.seq))))
            order by q.lane, q.send_at, q.seq
            limit $2
            for update of q skip locked
            """;

    private static final String LEASE = """
            update send_queue set lease_owner = $2, lease_token = $3, lease_until = $4, attempts = attempts + 1
            where message_id = $1
            """;

    private static final String ATTEMPT = """
            insert into attempt (id, message_id, token, started_at, request, asked_by)
            select $1, q.message_id, $3, $4, $5, q.asked_by from send_queue q where q.message_id = $2
            """;

    private final Conversations conversations;
    private final Uploads uploads;
    private final OutboundConfig config;
    private final Ids ids;
    private final String owner;

    Claims(Conversations conversations, Uploads uploads, OutboundConfig config, Ids ids) {
        this.conversations = conversations;
        this.uploads = uploads;
        this.config = config;
        this.ids = ids;
        this.owner = ids.next().toString();
    }

    /** Up to so many texts, each marked {@code sending}; those too old to leave fail here. */
    Uni<List<Claim>> claim(int limit) {
        return conversations.change(transaction -> due(transaction, limit)
                .chain(due -> due.isEmpty()
                        ? Uni.createFrom().item(List.<Claim>of())
                        : claim(transaction, due)));
    }

    private Uni<List<Due>> due(SqlConnection transaction, int limit) {
        return transaction.preparedQuery(DUE)
                .execute(Tuple.of(conversations.now().atOffset(ZoneOffset.UTC), limit))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(Due::of).toList());
    }

    private Uni<List<Claim>> claim(SqlConnection transaction, List<Due> due) {
        return conversations.lock(transaction, due.stream().map(Due::threadId).toList())
                .chain(open -> conversations.messages(transaction, due.stream().map(Due::messageId).toList())
                        .map(messages -> messages.stream().collect(Collectors.toMap(Message::id, Function.identity())))
                        .chain(messages -> claim(transaction, due, open, messages)));
    }

    private Uni<List<Claim>> claim(SqlConnection transaction, List<Due> due, Map<UUID, Conversation> open,
            Map<UUID, Message> messages) {
        List<Due> leaving = new ArrayList<>();
        List<UUID> finished = new ArrayList<>();
        for (var row : due) {
            var conversation = Objects.requireNonNull(open.get(row.threadId()), "locked");
            var message = Objects.requireNonNull(messages.get(row.messageId()), "referenced");
            if (row.expiresAt().isBefore(conversation.now())) {
                var _ = conversation.become(message, MessageStatus.FAILED, "expired", null);
                finished.add(row.messageId());
            } else if (conversation.become(message, MessageStatus.SENDING)) {
                leaving.add(row);
            } else {
                // It was settled while it waited: a late receipt of an earlier attempt, for instance.
                finished.add(row.messageId());
            }
        }
        return conversations.save(transaction, open.values())
                .chain(() -> Queue.remove(transaction, finished))
                .chain(() -> uploads.forCarrier(transaction, leaving.stream().map(Due::messageId).toList()))
                .map(media -> leaving.stream().map(row -> claimOf(row,
                        Objects.requireNonNull(messages.get(row.messageId()), "loaded"),
                        media.getOrDefault(row.messageId(), List.of()))).toList())
                .call(claims -> lease(transaction, claims));
    }

    private Claim claimOf(Due row, Message message, List<String> mediaUrls) {
        return new Claim(row.messageId(), row.threadId(), ids.next(), row.token() + 1,
                new CarrierMessage(message.key().did(), message.key().contact(), message.body(), mediaUrls));
    }

    private Uni<Void> lease(SqlConnection transaction, List<Claim> claims) {
        var now = conversations.now();
        return Conversations.batch(transaction, LEASE, claims.stream()
                .map(claim -> Tuple.of(claim.messageId(), owner, claim.token(),
                        now.plus(config.lease()).atOffset(ZoneOffset.UTC)))
                .toList())
                .chain(() -> Conversations.batch(transaction, ATTEMPT, claims.stream()
                        .map(claim -> Tuple.of(claim.attemptId(), claim.messageId(), claim.token(),
                                now.atOffset(ZoneOffset.UTC), asked(claim.message())))
                        .toList()));
    }

    private static String asked(CarrierMessage message) {
        return "messageSend, " + message.text().length() + " characters, " + message.mediaUrls().size() + " media";
    }
}
