package dev.hilo.simulator.message;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hilo.simulator.api.Refusal;
import dev.hilo.simulator.wire.Json;
import dev.hilo.simulator.wire.Tn;

/**
 * A body of messageSend that could be read.
 *
 * @param hasText whether the key {@code Message} is there at all: without it the carrier takes a message with media and
 *            delivers no media (observed by one client)
 */
record SendOrder(Tn from, List<Tn> to, String text, boolean hasText, List<String> media) {

    /** Several recipients, or media, make it an MMS (BulkVS portal, "Messaging instructions"). */
    boolean isMms() {
        return to.size() > 1 || !media.isEmpty();
    }

    /** @throws Refusal 400 when something is missing or of the wrong kind */
    static SendOrder read(ObjectNode body) {
        var from = number(body.path("From"));
        var to = strings(body.path("To")).stream().map(one -> Tn.lenient(one).orElseThrow(Refusal::malformed)).toList();
        var message = body.path("Message");
        var media = strings(body.path("MediaURLs"));
        if (to.isEmpty() || !(message.isTextual() || message.isNull() || message.isMissingNode())) {
            throw Refusal.malformed();
        }
        var order = new SendOrder(from, to, message.asText(""), message.isTextual(), media);
        if ((media.isEmpty() && order.text().isEmpty()) || (order.isMms() && to.stream().anyMatch(Tn::isShortCode))) {
            throw Refusal.malformed();
        }
        return order;
    }

    private static Tn number(JsonNode node) {
        return Tn.lenient(node.asText("")).filter(tn -> !tn.isShortCode()).orElseThrow(Refusal::malformed);
    }

    private static List<String> strings(JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            return List.of();
        }
        var all = node instanceof ArrayNode array ? array : Json.array().add(node);
        var strings = new ArrayList<String>();
        all.forEach(one -> {
            if (!one.isTextual()) {
                throw Refusal.malformed();
            }
            strings.add(one.asText());
        });
        return List.copyOf(strings);
    }
}
