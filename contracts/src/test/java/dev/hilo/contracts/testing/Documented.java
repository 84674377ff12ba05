package dev.hilo.contracts.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import dev.hilo.contracts.Topics;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Holds what stands on a topic, and what goes over the socket, against {@code asyncapi.yaml}. What it says of one value
 * is an {@link AssertionError} that names every fault with the path to it.
 * <p>
 * Stricter than a reader may be: a member that the document does not name is a fault. Readers ignore what a newer writer
 * adds; our own writers add nothing that is not written down.
 */
public final class Documented {

    private static final String HOME = "https://hilo.example/asyncapi";
    private static final JsonNode DOCUMENT = document();
    private static final SchemaRegistry REGISTRY = registry();
    private static final ObjectMapper JSON = new ObjectMapper();

    /** By the pointer to the message and its type. */
    private static final Map<String, Schema> TOPICS = new HashMap<>();
    private static final Map<Direction, Map<String, Schema>> FRAMES = Map.of(
            Direction.TO_CLIENT, framesOf("tellTheClient"),
            Direction.FROM_CLIENT, framesOf("hearTheClient"));

    static {
        DOCUMENT.path("channels").properties().stream().filter(channel -> isTopic(channel.getValue()))
                .forEach(channel -> channel.getValue().path("messages").properties()
                        .forEach(message -> TOPICS.put(
                                channel.getValue().path("address").asText() + " " + message.getKey(),
                                payloadOf(message.getValue()))));
    }

    /** Frames that were found well of late: what goes to two hundred clients alike is read once. */
    private static final Set<String> WELL = ConcurrentHashMap.newKeySet();
    private static final int KEPT = 256;

    /** Which way a frame goes. */
    public enum Direction {
        TO_CLIENT, FROM_CLIENT
    }

    private Documented() {
    }

    /** A record's value; the type has to be one that the document has on this topic. */
    public static void record(String topic, byte[] value) {
        var json = read("a record on " + topic, value);
        var type = json.path("type").asText();
        var schema = TOPICS.get(topic + " " + type);
        if (schema == null) {
            throw new AssertionError("%s carries no \"%s\"".formatted(topic, type));
        }
        check(topic, type, schema, json);
    }

    /** One text frame of the socket. */
    public static void frame(Direction direction, String text) {
        var known = direction + text;
        if (WELL.contains(known)) {
            return;
        }
        var json = read("a frame", text.getBytes(UTF_8));
        var type = json.path("type").asText();
        var schema = FRAMES.get(direction).get(type);
        if (schema == null) {
            throw new AssertionError("the socket has no \"%s\" %s".formatted(type, direction));
        }
        check("the socket", type, schema, json);
        if (WELL.size() >= KEPT) {
            WELL.clear();
        }
        var _ = WELL.add(known);
    }

    /** The document as it was written. */
    public static JsonNode document() {
        try (var file = Objects.requireNonNull(Topics.class.getResourceAsStream("asyncapi.yaml"))) {
            return new YAMLMapper().readTree(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void check(String where, String type, Schema schema, JsonNode value) {
        var faults = schema.validate(value);
        if (!faults.isEmpty()) {
            throw new AssertionError("%s on %s is not as documented: %s".formatted(type, where, faults.stream()
                    .map(fault -> fault.getInstanceLocation() + ": " + fault.getMessage())
                    .collect(Collectors.joining("; "))));
        }
    }

    private static JsonNode read(String what, byte[] value) {
        try {
            return JSON.readTree(value);
        } catch (IOException unreadable) {
            throw new AssertionError(what + " is no JSON", unreadable);
        }
    }

    private static Map<String, Schema> framesOf(String operation) {
        return references(DOCUMENT.path("operations").path(operation).path("messages")).stream()
                .map(reference -> DOCUMENT.at(reference.substring(1)))
                .collect(Collectors.toMap(message -> resolved(message).at("/payload/properties/type/const").asText(),
                        Documented::payloadOf));
    }

    private static List<String> references(JsonNode messages) {
        return messages.findValuesAsText("$ref");
    }

    private static boolean isTopic(JsonNode channel) {
        return channel.at("/servers/0/$ref").asText().endsWith("/kafka");
    }

    private static JsonNode resolved(JsonNode message) {
        return DOCUMENT.at(message.path("$ref").asText().substring(1));
    }

    private static Schema payloadOf(JsonNode message) {
        return REGISTRY.getSchema(SchemaLocation.of(HOME + message.path("$ref").asText() + "/payload"));
    }

    private static SchemaRegistry registry() {
        var strict = DOCUMENT.deepCopy();
        close(strict.path("components"));
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12, builder -> builder
                .schemas(Map.of(HOME, strict.toString()))
                .schemaRegistryConfig(SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
    }

    /** An object that names its members has no others. */
    private static void close(JsonNode schema) {
        if (schema instanceof ObjectNode object && object.path("type").asText().equals("object")
                && object.path("properties").isObject() && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
        schema.forEach(Documented::close);
    }
}
