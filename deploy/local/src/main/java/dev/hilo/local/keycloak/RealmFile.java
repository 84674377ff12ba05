package dev.hilo.local.keycloak;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

/**
 * The realm as it is imported: the template that production uses too, with the demo users, and with addresses and
 * secrets in place of {@code ${NAME}}.
 */
final class RealmFile {

    private static final ObjectMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private RealmFile() {
    }

    static String rendered(Map<String, String> values) throws IOException {
        var realm = (ObjectNode) resource("/realm/hilo-realm.json");
        realm.withArray("users").addAll((ArrayNode) resource("/realm/demo-users.json"));
        return JSON.writeValueAsString(filled(realm, values));
    }

    private static JsonNode resource(String name) throws IOException {
        try (var file = Objects.requireNonNull(RealmFile.class.getResourceAsStream(name), name)) {
            return JSON.readTree(file);
        }
    }

    private static JsonNode filled(JsonNode node, Map<String, String> values) throws IOException {
        return switch (node) {
            case ObjectNode object -> {
                for (var member : Set.copyOf(object.properties())) {
                    object.set(member.getKey(), filled(member.getValue(), values));
                }
                yield object;
            }
            case ArrayNode array -> {
                // Two addresses may become the same one.
                var items = new LinkedHashSet<JsonNode>();
                for (var item : array) {
                    items.add(filled(item, values));
                }
                yield array.removeAll().addAll(items);
            }
            case TextNode text -> TextNode.valueOf(filled(text.textValue(), values));
            default -> node;
        };
    }

    private static String filled(String text, Map<String, String> values) throws IOException {
        var filled = text;
        for (var value : values.entrySet()) {
            filled = filled.replace("${" + value.getKey() + "}", value.getValue());
        }
        if (filled.contains("${")) {
            throw new IOException("The realm asks for a value that nobody gives: " + filled);
        }
        return filled;
    }
}
