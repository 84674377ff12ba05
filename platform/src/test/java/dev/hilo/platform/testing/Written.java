package dev.hilo.platform.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.hilo.contracts.testing.Documented;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * What stands on the topics of a test's Kafka. Every record that one of our writers put there is held against
 * {@code asyncapi.yaml} as it is read; one of ours is known by its CloudEvents headers, which a test that plays the
 * world, or malice, does not set.
 */
public final class Written {

    private Written() {
    }

    /** Everything on the topic now, partition by partition in its order. */
    public static List<ConsumerRecord<String, byte[]>> on(String bootstrapServers, String topic) {
        Map<String, Object> config = Map.of("bootstrap.servers", bootstrapServers);
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition())).toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            records.forEach(Written::check);
            return records;
        }
    }

    /** A header's words; null without it. */
    public static @Nullable String header(ConsumerRecord<String, byte[]> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), UTF_8);
    }

    /** A dead letter is the record as it came, unreadable ones too, so what counts there is where it came from. */
    private static void check(ConsumerRecord<String, byte[]> record) {
        if (record.topic().endsWith(".dlq")) {
            for (var name : List.of("reason", "topic", "partition", "offset")) {
                if (header(record, "dead-letter-" + name) == null) {
                    throw new AssertionError(record.topic() + " has a letter without dead-letter-" + name);
                }
            }
        } else if (header(record, "ce_specversion") != null && record.value() != null) {
            Documented.record(record.topic(), record.value());
            var type = "\"type\":\"" + header(record, "ce_type") + "\"";
            if (!new String(record.value(), UTF_8).contains(type)) {
                throw new AssertionError(record.topic() + " has a record whose header says otherwise than " + type);
            }
        }
    }
}
