package dev.hilo.simulator.control;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hilo.simulator.media.MediaShelf;
import dev.hilo.simulator.media.SampleImages;
import dev.hilo.simulator.message.InboundText;
import dev.hilo.simulator.wire.Json;
import dev.hilo.simulator.wire.Tn;
import io.vertx.core.buffer.Buffer;

/** Reads the body of {@code POST /control/inbound}. */
final class InboundRequest {

    static final Set<String> KEYS = Set.of("from", "to", "text", "media", "group", "encode", "refId", "raw",
            "contentType");

    private final MediaShelf shelf;

    InboundRequest(MediaShelf shelf) {
        this.shelf = shelf;
    }

    /** @throws BadRequest naming what is missing or unknown */
    InboundText read(ObjectNode body) {
        known(body, KEYS);
        var from = number("from", body.path("from"));
        return new InboundText(from, to(body), body.path("text").asText(""), media(body.path("media")), encoded(body),
                Optional.ofNullable(Json.textAt(body, "refId")));
    }

    static void known(ObjectNode body, Set<String> keys) {
        body.fieldNames().forEachRemaining(key -> {
            if (!keys.contains(key)) {
                throw new BadRequest("unknown key '" + key + "'");
            }
        });
    }

    static Tn number(String key, JsonNode node) {
        return Tn.lenient(node.asText("")).orElseThrow(() -> new BadRequest("'" + key + "' is not a number"));
    }

    /** The other members of a group stand first: our number is seldom where a careless reader expects it. */
    private static List<Tn> to(ObjectNode body) {
        var others = each(body.path("group")).map(node -> number("group", node));
        var ours = each(body.path("to")).map(node -> number("to", node));
        var all = Stream.concat(others, ours).toList();
        if (!body.has("to") || all.isEmpty()) {
            throw new BadRequest("'to' is missing");
        }
        return all;
    }

    private static Optional<Boolean> encoded(ObjectNode body) {
        var encode = Json.textAt(body, "encode");
        if (encode == null) {
            return Optional.empty();
        }
        return switch (encode) {
            case "form", "true" -> Optional.of(true);
            case "none", "false" -> Optional.of(false);
            default -> throw new BadRequest("'encode' is form or none");
        };
    }

    private List<String> media(JsonNode node) {
        var folder = shelf.newFolder();
        var paths = new ArrayList<String>();
        each(node).forEach(one -> paths.add(medium(folder + "-" + paths.size(), one)));
        return List.copyOf(paths);
    }

    /** The name of a sample, an address, or {@code {name, contentType?, base64}} or {@code {url}}. */
    private String medium(String folder, JsonNode node) {
        if (node.isTextual()) {
            return node.asText().contains("://") ? node.asText() : sample(folder, node.asText());
        }
        var url = Json.textAt(node, "url");
        if (url != null) {
            return url;
        }
        var name = node.path("name").asText("picture.jpg");
        try {
            var bytes = Base64.getMimeDecoder().decode(node.path("base64").asText(""));
            return shelf.put(folder, name, node.path("contentType").asText(MediaShelf.typeOf(name)),
                    Buffer.buffer(bytes));
        } catch (IllegalArgumentException notBase64) {
            throw new BadRequest("'media' holds something that is not base64");
        }
    }

    private String sample(String folder, String name) {
        try {
            return shelf.put(folder, name, MediaShelf.typeOf(name), SampleImages.bytes(name));
        } catch (IllegalArgumentException unknown) {
            throw new BadRequest("'media': " + unknown.getMessage());
        }
    }

    private static Stream<JsonNode> each(JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            return Stream.empty();
        }
        return node instanceof ArrayNode array ? array.valueStream() : Stream.of(node);
    }
}
