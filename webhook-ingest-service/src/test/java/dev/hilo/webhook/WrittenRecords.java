package dev.hilo.webhook;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import dev.hilo.platform.testing.KafkaForTests;
import dev.hilo.platform.testing.Soon;
import dev.hilo.platform.testing.Written;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** What stands on the topics of the test's Kafka. */
public final class WrittenRecords {

    private WrittenRecords() {
    }

    /** Waits for the first record of the topic whose value contains the text. */
    public static ConsumerRecord<String, byte[]> await(String topic, String text) {
        return await(topic,
                entry -> entry.value() != null && new String(entry.value(), StandardCharsets.UTF_8).contains(text));
    }

    public static ConsumerRecord<String, byte[]> await(String topic, Predicate<ConsumerRecord<String, byte[]>> wanted) {
        return await(List.of(topic), wanted);
    }

    /** Waits for the first such record on any of the topics, and looks at each record once. */
    public static ConsumerRecord<String, byte[]> await(List<String> topics,
            Predicate<ConsumerRecord<String, byte[]>> wanted) {
        Set<ConsumerRecord<String, byte[]>> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        return Soon.await().atMost(Duration.ofSeconds(20)).until(
                () -> topics.stream().flatMap(topic -> all(topic).stream()).filter(seen::add).filter(wanted)
                        .findFirst().orElse(null),
                found -> found != null);
    }

    /** Everything on the topic now; what we wrote is held against its description. */
    public static List<ConsumerRecord<String, byte[]>> all(String topic) {
        return Written.on(KafkaForTests.bootstrapServers(), topic);
    }

    /** Puts a record on a topic and waits until the broker has it. */
    public static void write(String topic, String key, byte[] value) throws Exception {
        writeAll(topic, key, Collections.singletonList(value));
    }

    /** Puts records on a topic, one after the other, and waits until the broker has them. */
    public static void writeAll(String topic, String key, List<byte[]> values) throws Exception {
        Map<String, Object> config = Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, KafkaForTests.bootstrapServers());
        try (var producer = new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer())) {
            for (var value : values) {
                var _ = producer.send(new ProducerRecord<>(topic, key, value)).get();
            }
        }
    }

    public static String header(ConsumerRecord<String, byte[]> entry, String name) {
        return Written.header(entry, name);
    }
}
