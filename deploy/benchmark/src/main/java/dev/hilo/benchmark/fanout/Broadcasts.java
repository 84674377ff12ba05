package dev.hilo.benchmark.fanout;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import dev.hilo.contracts.MessageId;
import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.ThreadId;
import dev.hilo.contracts.Topics;
import dev.hilo.contracts.messaging.ConversationEvent;
import dev.hilo.contracts.messaging.Direction;
import dev.hilo.contracts.messaging.MessageStatus;
import dev.hilo.contracts.messaging.MessageView;
import dev.hilo.contracts.messaging.ThreadView;
import dev.hilo.platform.event.EventCodec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Events as fast as they reach every socket: so many are under way at once, and the next leaves when one has arrived
 * everywhere. So few that no socket falls behind, where a gateway would leave frames out.
 */
public final class Broadcasts {

    private static final int UNDER_WAY = 32;
    private static final int CONVERSATIONS = 48;
    private static final int MOST_EVENTS = 400_000;

    private Broadcasts() {
    }

    /** @param arguments server, Kafka, number, sockets, seconds before and of measuring, tokens */
    public static void main(String[] arguments) throws InterruptedException {
        Failure.endsTheProgram();
        var count = Integer.parseInt(arguments[3]);
        var turns = new Semaphore(UNDER_WAY);
        var arrivals = new Arrivals(MOST_EVENTS, count, turns::release);
        new Sockets().open(URI.create(arguments[0]), count, List.of(arguments).subList(6, arguments.length), 500,
                (frame, socket) -> arrivals.arrives(frame));
        var did = new PhoneNumber(arguments[2]);
        List<ThreadId> threads = new ArrayList<>();
        for (var i = 0; i < CONVERSATIONS; i++) {
            threads.add(new ThreadId(UUID.randomUUID()));
        }
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", arguments[1], "acks", "1", "linger.ms", 0),
                new StringSerializer(), new ByteArraySerializer())) {
            var event = 0;
            var until = System.nanoTime() + seconds(arguments[4]);
            for (; System.nanoTime() < until; event++) {
                send(producer, arrivals, turns, event, did, threads);
            }
            arrivals.measureFrom(event);
            var began = System.nanoTime();
            until = began + seconds(arguments[5]);
            for (; System.nanoTime() < until; event++) {
                send(producer, arrivals, turns, event, did, threads);
            }
            if (!turns.tryAcquire(UNDER_WAY, 20, TimeUnit.SECONDS)) {
                throw new IllegalStateException("not every event reached every socket");
            }
            System.out.println(arrivals.told((System.nanoTime() - began) / 1e9));
        }
        System.exit(0);
    }

    private static void send(KafkaProducer<String, byte[]> producer, Arrivals arrivals, Semaphore turns, int number,
            PhoneNumber did, List<ThreadId> threads) throws InterruptedException {
        if (!turns.tryAcquire(20, TimeUnit.SECONDS)) {
            throw new IllegalStateException("event " + number + " waits for others that do not arrive");
        }
        var event = event(number, did, threads.get(number % CONVERSATIONS));
        arrivals.leaves(number);
        var _ = producer.send(new ProducerRecord<>(Topics.CONVERSATION_EVENTS, event.conversation().wire(),
                EventCodec.write(event)));
    }

    private static ConversationEvent event(int number, PhoneNumber did, ThreadId thread) {
        var now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        var contact = new PhoneNumber("+1305330%04d".formatted(number % CONVERSATIONS));
        var seq = 1L + number / CONVERSATIONS;
        var message = new MessageId(UUID.randomUUID());
        var text = Arrivals.MARK + number + " Is my table for four still free tonight?";
        return new ConversationEvent.MessageReceived(UUID.randomUUID(), now, seq,
                new ThreadView(thread, did, contact, null,
                        new ThreadView.Last(message, Direction.INBOUND, MessageStatus.RECEIVED, text, 0, List.of()),
                        now,
                        seq, seq,
                        true, List.of(), null,
                        ThreadView.State.OPEN, false, null, null, null, now),
                new MessageView(message, thread, seq, Direction.INBOUND,
                        MessageStatus.RECEIVED, contact, did, text, List.of(), null, null, null, null, 1, null,
                        List.of(), now, now, null, null, null, null, List.of()));
    }

    private static long seconds(String count) {
        return Duration.ofSeconds(Long.parseLong(count)).toNanos();
    }
}
