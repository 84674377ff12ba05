package dev.hilo.chat.stream;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import dev.hilo.chat.testing.Conversation;
import dev.hilo.chat.testing.Stream;
import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.Topics;
import dev.hilo.contracts.messaging.ConversationEvent;
import dev.hilo.platform.testing.KafkaForTests;
import dev.hilo.platform.testing.Soon;
import io.smallrye.mutiny.Uni;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Over a real Kafka: two gateways, one after the other and side by side, tell the same. */
class KafkaReaderTest {

    private static final PhoneNumber DID = PhoneNumber.of("+17865559001");

    private final String kafka = KafkaForTests.bootstrapServers();
    private final Stream stream = new Stream(kafka);
    private final List<Gateway> gateways = new ArrayList<>();

    @AfterEach
    void stopAll() {
        gateways.forEach(gateway -> gateway.reader.close());
        stream.close();
    }

    @Test
    void anotherGatewayGoesOnFromACursorWithoutAGapOrARepeat() {
        List<Conversation> conversations = new ArrayList<>();
        for (var contact = 0; contact < 20; contact++) {
            conversations.add(Conversation.of(DID, "+1305330%04d".formatted(2000 + contact)));
        }
        var first = gateway(1000);
        happensTo(conversations, 100);
        first.awaitEvents(100);
        var cursor = Cursor.decode(first.window.position().encode()).orElseThrow();
        happensTo(conversations, 150);
        first.awaitEvents(250);
        first.reader.close();
        happensTo(conversations, 50);

        var second = gateway(1000);
        second.awaitEvents(300);

        assertThat(second.window.place(cursor)).isEqualTo(EventWindow.Place.COVERED);
        var replayed = second.window.since(cursor);
        assertThat(replayed).hasSize(200);
        for (var conversation : conversations) {
            var seqs = replayed.stream().map(EventWindow.Entry::event)
                    .filter(event -> event.thread().id().equals(conversation.id()))
                    .map(event -> ((ConversationEvent.Sequenced) event).seq()).toList();
            assertThat(seqs).isEqualTo(java.util.stream.LongStream
                    .rangeClosed(conversation.lastSeq() - seqs.size() + 1, conversation.lastSeq()).boxed().toList());
        }
    }

    @Test
    void isCaughtUpOnlyWhenItHasHeardAllThatWasThere() {
        var conversation = Conversation.of(DID, "+13053303001");
        for (var i = 0; i < 30; i++) {
            stream.happens(conversation.receives("text"));
        }
        stream.belongsTo(DID, "Support", "support");

        var gateway = gateway(1000);

        Soon.await().until(() -> gateway.eventsWhenCaughtUp.get() >= 0);
        assertThat(gateway.window.thread(conversation.id()).orElseThrow().lastSeq()).isEqualTo(30);
        assertThat(gateway.numbers).contains(DID);
    }

    @Test
    void beginsNoFurtherBackThanTheWindowHolds() {
        var conversation = Conversation.of(DID, "+13053303002");
        for (var i = 0; i < 30; i++) {
            stream.happens(conversation.receives("text"));
        }

        var gateway = gateway(10);

        Soon.await().until(() -> gateway.eventsWhenCaughtUp.get() >= 0);
        // What was read, not what is held: events of other conversations may have taken its place in so small a window.
        assertThat(gateway.heard.stream().filter(event -> event.thread().id().equals(conversation.id())).toList())
                .hasSizeBetween(1, 10);
    }

    @Test
    void passesOverWhatIsNoEventAndGoesOn() {
        var conversation = Conversation.of(DID, "+13053303003");
        var gateway = gateway(1000);
        Soon.await().until(() -> gateway.eventsWhenCaughtUp.get() >= 0);

        stream.garbage(conversation);
        stream.happens(conversation.receives("after the poison"));

        Soon.await().untilAsserted(() -> assertThat(gateway.window.thread(conversation.id())).isPresent());
        assertThat(gateway.unreadable.get()).isPositive();
        Soon.await().untilAsserted(() -> assertThat(deadLetters()).anySatisfy(letter -> {
            assertThat(letter.key()).isEqualTo(conversation.key().wire());
            assertThat(new String(letter.headers().lastHeader("dead-letter-topic").value(), UTF_8))
                    .isEqualTo(Topics.CONVERSATION_EVENTS);
            assertThat(new String(letter.headers().lastHeader("dead-letter-reason").value(), UTF_8))
                    .startsWith("unreadable: ");
            assertThat(letter.headers().lastHeader("dead-letter-partition")).isNotNull();
            assertThat(letter.headers().lastHeader("dead-letter-offset")).isNotNull();
        }));
    }

    @Test
    void aTopicThatWasMadeAnewIsReadFromItsFirstEventWhereverTheOldPlaceWouldLieInIt() {
        var conversation = Conversation.of(DID, "+13053303004");
        var gateway = gateway(1000);
        for (var i = 0; i < 3; i++) {
            stream.happens(conversation.receives("in the old one"));
        }
        gateway.awaitSeqs(conversation, 1L, 2L, 3L);
        var cursor = gateway.position();

        KafkaForTests.makeAnew(kafka, Topics.CONVERSATION_EVENTS);
        for (var i = 0; i < 8; i++) {
            stream.happens(conversation.receives("in the new one"));
        }
        gateway.awaitSeqs(conversation, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L);

        assertThat(gateway.place(cursor)).as("of another log").isEqualTo(EventWindow.Place.UNKNOWN);

        KafkaForTests.makeAnew(kafka, Topics.CONVERSATION_EVENTS);
        stream.happens(conversation.receives("fewer than before"));
        gateway.awaitSeqs(conversation, 12L);
    }

    @Test
    void numbersThatWereToldAnewAreHeard() {
        var first = PhoneNumber.of("+17865559002");
        var second = PhoneNumber.of("+17865559003");
        var gateway = gateway(1000);
        stream.belongsTo(first, "Support", "support");
        Soon.await().until(() -> gateway.numbers.contains(first));

        KafkaForTests.makeAnew(kafka, Topics.NUMBER_RECORDS);
        stream.belongsTo(second, "Support", "support");

        Soon.await().until(() -> gateway.numbers.contains(second));
    }

    private List<ConsumerRecord<String, byte[]>> deadLetters() {
        try (var consumer = new KafkaConsumer<>(Map.<String, Object>of("bootstrap.servers", kafka),
                new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(Topics.deadLettersOf(Topics.CONVERSATION_EVENTS)).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition())).toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
            consumer.poll(Duration.ofMillis(500)).forEach(found::add);
            return found;
        }
    }

    private void happensTo(List<Conversation> conversations, int times) {
        for (var i = 0; i < times; i++) {
            stream.happens(conversations.get(i % conversations.size()).receives("text " + i));
        }
    }

    private Gateway gateway(int capacity) {
        var gateway = new Gateway(capacity);
        gateways.add(gateway);
        return gateway;
    }

    /** A window that a reader of its own fills. */
    private final class Gateway implements StreamListener {

        final AtomicInteger unreadable = new AtomicInteger();
        final AtomicInteger eventsWhenCaughtUp = new AtomicInteger(-1);
        final List<PhoneNumber> numbers = new CopyOnWriteArrayList<>();
        final List<ConversationEvent> heard = new CopyOnWriteArrayList<>();
        final List<PhoneNumber> orders = new CopyOnWriteArrayList<>();
        final List<String> changes = new CopyOnWriteArrayList<>();
        final EventWindow window;
        final KafkaReader reader;

        Gateway(int capacity) {
            window = new EventWindow(Duration.ofMinutes(10), capacity);
            reader = new KafkaReader(Map.of("bootstrap.servers", kafka), config(capacity), Clock.systemUTC(), this,
                    unreadable::incrementAndGet);
            reader.start();
            Soon.await().atMost(Duration.ofSeconds(20)).until(() -> eventsWhenCaughtUp.get() >= 0);
        }

        /** Events of this test's number; other tests write to the same topic. */
        synchronized int ours() {
            return (int) window.since(new Cursor(0, new long[64])).stream()
                    .filter(entry -> entry.event().thread().did().equals(DID)
                            && entry.event().thread().external().value().startsWith("+13053302"))
                    .count();
        }

        void awaitEvents(int count) {
            Soon.await().atMost(Duration.ofSeconds(20)).until(() -> ours() >= count);
        }

        synchronized Cursor position() {
            return window.position();
        }

        synchronized EventWindow.Place place(Cursor cursor) {
            return window.place(cursor);
        }

        /** What the window has of a conversation since the log began. */
        void awaitSeqs(Conversation conversation, Long... seqs) {
            Soon.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(seqsOf(conversation))
                    .containsExactly(seqs));
        }

        private synchronized List<Long> seqsOf(Conversation conversation) {
            return window.thread(conversation.id()).map(history -> history.entries().stream()
                    .map(entry -> ((ConversationEvent.Sequenced) entry.event()).seq()).toList()).orElse(List.of());
        }

        @Override
        public synchronized Uni<Void> begins(int log, long[] from) {
            window.restart(log, from);
            return Uni.createFrom().voidItem();
        }

        @Override
        public synchronized Uni<Void> heard(List<Heard> batch) {
            for (var one : batch) {
                switch (one) {
                    case Heard.OurNumber it -> numbers.add(it.did());
                    case Heard.AnOrder it -> orders.add(it.record().did());
                    case Heard.OfTheWorkspace it -> changes.add(it.change().what());
                    case Heard.Event it -> {
                        if (it.event() == null) {
                            window.passOver(it.partition(), it.offset());
                        } else {
                            heard.add(it.event());
                            var _ = window.add(it.partition(), it.offset(), it.at(), it.event());
                        }
                    }
                }
            }
            return Uni.createFrom().voidItem();
        }

        @Override
        public void caughtUp() {
            eventsWhenCaughtUp.set(window.size());
        }
    }

    private static StreamConfig config(int events) {
        return new StreamConfig() {
            @Override
            public Duration window() {
                return Duration.ofMinutes(10);
            }

            @Override
            public int events() {
                return events;
            }

            @Override
            public int batch() {
                return 50;
            }

            @Override
            public Duration look() {
                return Duration.ofMillis(300);
            }
        };
    }
}
