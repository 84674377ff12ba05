package dev.hilo.simulator.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hilo.simulator.wire.Json;

/**
 * Something to post to a webhook.
 *
 * @param kind {@code inbound}, {@code receipt} or {@code raw}
 * @param contentType the carrier's is exactly {@code application/json}, without a charset
 */
public record Delivery(String id, String kind, Webhook webhook, String contentType, String body) {

    ObjectNode toJson() {
        return Json.object().put("id", id).put("kind", kind).put("webhook", webhook.name())
                .put("target", webhook.target()).put("body", body);
    }
}
