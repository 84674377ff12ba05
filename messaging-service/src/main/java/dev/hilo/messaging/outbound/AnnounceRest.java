package dev.hilo.messaging.outbound;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.hilo.contracts.messaging.MessageView;
import dev.hilo.messaging.carrier.CarrierRest;
import dev.hilo.messaging.conversation.Conversations;
import dev.hilo.messaging.queue.Queue;
import dev.hilo.platform.rounds.Rounds;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * When sending rests, or goes on, the texts in the queue say so. What waits for another reason keeps it: neither a
 * schedule nor a night nor an agent's answer is over because the carrier is.
 */
@ApplicationScoped
class AnnounceRest {

    private static final int AT_ONCE = 200;

    /** Due ones only. */
    private static final String RESTING = """
            select message_id, thread_id from send_queue
            where lease_until is null and send_at <= $1 and next_attempt_at <= $1
              and waiting_for not in ('CARRIER', 'CONSENT', 'QUIET_HOURS')
            order by lane, send_at, seq limit $2 for update skip locked
            """;

    private static final String GOES_ON = """
            select message_id, thread_id from send_queue
            where lease_until is null and waiting_for = 'CARRIER'
            order by lane, send_at, seq limit $1 for update skip locked
            """;

    private record Waits(UUID messageId, UUID threadId) {

        static Waits of(Row row) {
            return new Waits(row.getUUID("message_id"), row.getUUID("thread_id"));
        }
    }

    private final CarrierRest carrierRest;
    private final Conversations conversations;
    private final OutboundConfig config;

    AnnounceRest(CarrierRest carrierRest, Conversations conversations, OutboundConfig config) {
        this.carrierRest = carrierRest;
        this.conversations = conversations;
        this.config = config;
    }

    void start(@Observes StartupEvent started, Rounds rounds) {
        rounds.every(config.restNotice(), "queued texts do not say whether sending rests", this::say);
    }

    private Uni<Void> say() {
        return carrierRest.current().chain(resting -> all(resting.isPresent()
                ? MessageView.Reason.CARRIER
                : MessageView.Reason.TURN));
    }

    private Uni<Void> all(MessageView.Reason reason) {
        return conversations.change(transaction -> some(transaction, reason))
                .chain(count -> count == AT_ONCE ? all(reason) : Uni.createFrom().voidItem());
    }

    private Uni<Integer> some(SqlConnection transaction, MessageView.Reason reason) {
        var now = conversations.now();
        // What goes on has no moment of its own any more: its turn is what the workers make of it.
        var waiting = new MessageView.Waiting(reason, reason == MessageView.Reason.TURN ? now : null);
        return transaction.preparedQuery(reason == MessageView.Reason.TURN ? GOES_ON : RESTING)
                .execute(reason == MessageView.Reason.TURN
                        ? Tuple.of(AT_ONCE)
                        : Tuple.of(now.atOffset(ZoneOffset.UTC), AT_ONCE))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(Waits::of).toList())
                .call(rows -> rows.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : say(transaction, rows, waiting))
                .map(List::size);
    }

    private Uni<Void> say(SqlConnection transaction, List<Waits> rows, MessageView.Waiting waiting) {
        return conversations.lock(transaction, rows.stream().map(Waits::threadId).toList())
                .chain(open -> conversations.messages(transaction, rows.stream().map(Waits::messageId).toList())
                        .invoke(messages -> messages.forEach(message -> Objects
                                .requireNonNull(open.get(message.threadId()), "locked").waits(message, waiting)))
                        .chain(() -> conversations.save(transaction, open.values())))
                .chain(() -> Queue.waits(transaction, rows.stream().map(Waits::messageId).toList(), waiting));
    }
}
