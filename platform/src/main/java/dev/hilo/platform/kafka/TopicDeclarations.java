package dev.hilo.platform.kafka;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.hilo.contracts.Topics;

/** Reads {@code topics.yaml}, the Strimzi documents that declare every topic once for every place Hilo runs in. */
public final class TopicDeclarations {

    private TopicDeclarations() {
    }

    public static List<TopicDeclaration> read() {
        var yaml = new YAMLMapper(new YAMLFactory());
        try (var file = Objects.requireNonNull(Topics.class.getResourceAsStream("topics.yaml"), "topics.yaml");
                var documents = yaml.readerFor(JsonNode.class).<JsonNode>readValues(file)) {
            return documents.readAll().stream().map(TopicDeclarations::declaration).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("topics.yaml cannot be read", unreadable);
        }
    }

    private static TopicDeclaration declaration(JsonNode document) {
        var spec = document.path("spec");
        Map<String, String> config = new LinkedHashMap<>();
        spec.path("config").properties().forEach(entry -> config.put(entry.getKey(), entry.getValue().asText()));
        return new TopicDeclaration(document.path("metadata").path("name").asText(), spec.path("partitions").asInt(),
                (short) spec.path("replicas").asInt(), Map.copyOf(config));
    }
}
