package dev.hilo.simulator.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** JSON trees, in which the order of keys is kept: the carrier's bodies are small and irregular. */
public final class Json {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {
    }

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    public static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    /** A map, a list, a string, a number… as a tree. */
    public static JsonNode tree(@Nullable Object value) {
        return MAPPER.valueToTree(value);
    }

    public static String text(JsonNode node) {
        try {
            return MAPPER.writeValueAsString(node);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** @throws IllegalArgumentException when the text is not JSON */
    public static JsonNode parse(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException notJson) {
            throw new IllegalArgumentException("not JSON", notJson);
        }
    }

    /** @throws IllegalArgumentException when the body is not one JSON object; an empty body counts as {@code {}} */
    public static ObjectNode parseObject(@Nullable Buffer body) {
        if (body == null || body.length() == 0) {
            return object();
        }
        if (parse(body.toString()) instanceof ObjectNode object) {
            return object;
        }
        throw new IllegalArgumentException("not a JSON object");
    }

    /** The text under a key; null when the key is absent, null, or not a scalar. */
    public static @Nullable String textAt(JsonNode node, String key) {
        var value = node.get(key);
        return value == null || !value.isValueNode() || value.isNull() ? null : value.asText();
    }
}
