package dev.hilo.webhook.parse;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.webhook.WebhookDelivery;

/** Deliveries to read. */
final class Deliveries {

    static final UUID ID = UUID.fromString("018f2f3c-1111-7222-8333-123456789012");
    static final Instant AT = Instant.parse("2026-11-22T14:15:16.123Z");
    static final PhoneNumber OURS = PhoneNumber.of("13105550100");
    static final PhoneNumber ALSO_OURS = PhoneNumber.of("13105550199");
    static final PhoneNumber HANDSET = PhoneNumber.of("13105550142");
    static final PhoneNumber FRIEND = PhoneNumber.of("13105550143");

    private Deliveries() {
    }

    static WebhookDelivery of(String body) {
        return of(body.getBytes(StandardCharsets.UTF_8), "application/json");
    }

    static WebhookDelivery of(byte[] body, String contentType) {
        return WebhookDelivery.received(ID, AT, "52.206.134.245", contentType, Map.of(), body);
    }

    static boolean own(PhoneNumber number) {
        return number.equals(OURS) || number.equals(ALSO_OURS);
    }

    static ParseDelivery parser() {
        return new ParseDelivery(() -> true);
    }
}
