package dev.hilo.contracts.webhook;

import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.hilo.contracts.HiloEvent;
import org.jspecify.annotations.Nullable;

/**
 * One POST of the carrier as it came, journalled before anybody looks into it.
 *
 * @param id the delivery id, given by the intake
 * @param occurredAt when the intake had read the whole body
 * @param sourceIp the address given by the trusted hop
 * @param contentType the header as sent
 * @param headers the few headers that matter for an investigation; never one that carries a secret
 * @param bodyBase64 the raw bytes, in base64 because JSON has no bytes
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonTypeName("webhook.delivery.v1")
public record WebhookDelivery(UUID id, Instant occurredAt, String sourceIp, @Nullable String contentType,
        Map<String, String> headers, String bodyBase64) implements HiloEvent {

    public static WebhookDelivery received(UUID id, Instant at, String sourceIp, @Nullable String contentType,
            Map<String, String> headers, byte[] body) {
        return new WebhookDelivery(id, at, sourceIp, contentType, headers, Base64.getEncoder().encodeToString(body));
    }

    /** The bytes as they came. */
    public byte[] body() {
        return Base64.getDecoder().decode(bodyBase64);
    }
}
