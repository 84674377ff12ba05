package dev.hilo.benchmark.fanout;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.hilo.contracts.Topics;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Where a text passes on its way to the frame, and how long after its post: the answer, the parsed text, the event. */
final class Passing {

    private static final Duration POLL = Duration.ofMillis(500);

    private final Arrivals answered;
    private final Arrivals parsed;
    private final Arrivals stored;

    Passing(int events) {
        this.answered = new Arrivals(events, 1, () -> {
        });
        this.parsed = new Arrivals(events, 1, () -> {
        });
        this.stored = new Arrivals(events, 1, () -> {
        });
    }

    /** Reads the topics beside those whose work it is. */
    void watch(String bootstrapServers) {
        follow(bootstrapServers, Topics.MESSAGE_INBOUND, parsed);
        follow(bootstrapServers, Topics.CONVERSATION_EVENTS, stored);
    }

    void leaves(int event) {
        List.of(answered, parsed, stored).forEach(place -> place.leaves(event));
    }

    void measureFrom(int event) {
        List.of(answered, parsed, stored).forEach(place -> place.measureFrom(event));
    }

    void answered(int event) {
        answered.arrives(Arrivals.MARK + event);
    }

    /** Behind the line of the run. */
    String told() {
        return " " + answered.times("answered") + " " + parsed.times("parsed") + " " + stored.times("event");
    }

    private static void follow(String bootstrapServers, String topic, Arrivals arrivals) {
        var consumer = new KafkaConsumer<>(Map.of("bootstrap.servers", bootstrapServers), new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        var partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition())).toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        // Only now does it look where the end is.
        partitions.forEach(consumer::position);
        var _ = Thread.ofPlatform().daemon().name(topic).start(() -> {
            while (true) {
                consumer.poll(POLL).forEach(
                        record -> arrivals.arrives(new String(record.value(), StandardCharsets.ISO_8859_1)));
            }
        });
    }
}
