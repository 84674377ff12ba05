package dev.hilo.platform.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
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
 * {@code asyncapi.yaml} when it is first read; one of ours is known by its CloudEvents headers, which a test that plays
 * the world, or malice, does not set.
 */
public final class Written {

    /** Tests ask again and again, while a topic grows: what was read and found well is kept, and only the rest read. */
    private static final Map<String, Reading> READ = new HashMap<>();

    private Written() {
    }

    /** Everything on the topic now, partition by partition in its order. */
    public static synchronized List<ConsumerRecord<String, byte[]>> on(String bootstrapServers, String topic) {
        return READ.computeIfAbsent(bootstrapServers + " " + topic, _ -> new Reading(bootstrapServers, topic)).all();
    }

    /** A header's words; null without it. */
    public static @Nullable String header(ConsumerRecord<String, byte[]> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), UTF_8);
    }

    /** The topic, or every topic of a broker, is no more what it was. */
    static synchronized void forget(String bootstrapServers, @Nullable String topic) {
        READ.entrySet().removeIf(reading -> {
            var gone = topic == null
                    ? reading.getKey().startsWith(bootstrapServers + " ")
                    : reading.getKey().equals(bootstrapServers + " " + topic);
            if (gone) {
                reading.getValue().consumer.close();
            }
            return gone;
        });
    }

    /** A topic as far as it was read. */
    private static final class Reading {

        private final KafkaConsumer<String, byte[]> consumer;
        private final List<TopicPartition> partitions;
        private final List<List<ConsumerRecord<String, byte[]>>> read = new ArrayList<>();
        private @Nullable AssertionError fault;

        Reading(String bootstrapServers, String topic) {
            consumer = new KafkaConsumer<>(Map.of("bootstrap.servers", bootstrapServers), new StringDeserializer(),
                    new ByteArrayDeserializer());
            partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition())).toList();
            partitions.forEach(_ -> read.add(new ArrayList<>()));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
        }

        List<ConsumerRecord<String, byte[]>> all() {
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                for (var record : consumer.poll(Duration.ofMillis(100))) {
                    read.get(partitions.indexOf(new TopicPartition(record.topic(), record.partition()))).add(record);
                    note(record);
                }
            }
            // Whoever reads the topic is told of it, however often.
            if (fault != null) {
                throw new AssertionError(fault.getMessage(), fault);
            }
            return read.stream().flatMap(List::stream).toList();
        }

        private void note(ConsumerRecord<String, byte[]> record) {
            try {
                check(record);
            } catch (AssertionError found) {
                fault = fault == null ? found : fault;
            }
        }
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
