package dev.hilo.acceptance;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What the intake has written, read from the topics themselves: a reader of the system's own would hide what it drops. */
final class Journalled {

    private final String kafka;

    /** @param kafka host and port */
    Journalled(String kafka) {
        this.kafka = kafka;
    }

    /** Everything on the topic now. */
    List<JsonNode> all(String topic) {
        try (var consumer = new KafkaConsumer<>(Map.<String, Object>of("bootstrap.servers", kafka),
                new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition())).toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            List<JsonNode> records = new ArrayList<>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(100)).forEach(entry -> records
                        .add(LocalSystem.json(new String(entry.value(), StandardCharsets.UTF_8))));
            }
            return records;
        }
    }

    /** The events of a topic by the delivery that they follow from. */
    Map<String, List<JsonNode>> byDelivery(String topic) {
        var events = new HashMap<String, List<JsonNode>>();
        all(topic).forEach(event -> events
                .computeIfAbsent(event.path("deliveryId").asText(), _ -> new ArrayList<>()).add(event));
        return events;
    }

    /** The records of a topic by the bytes of the delivery in them; as text, since bytes are no key. */
    Map<String, List<JsonNode>> byBody(String topic) {
        var records = new HashMap<String, List<JsonNode>>();
        all(topic).forEach(found -> records
                .computeIfAbsent(delivery(found).path("bodyBase64").asText(), _ -> new ArrayList<>()).add(found));
        return records;
    }

    static String keyOf(byte[] body) {
        return Base64.getEncoder().encodeToString(body);
    }

    private static JsonNode delivery(JsonNode found) {
        return found.has("delivery") ? found.path("delivery") : found;
    }
}
