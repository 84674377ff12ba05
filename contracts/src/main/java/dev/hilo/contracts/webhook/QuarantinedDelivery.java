package dev.hilo.contracts.webhook;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.hilo.contracts.HiloEvent;

/**
 * A delivery that today's parser does not understand, kept with its bytes so that tomorrow's can.
 *
 * @param reason in words, for the person who looks at the quarantine
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonTypeName("webhook.quarantined.v1")
public record QuarantinedDelivery(UUID id, Instant occurredAt, String reason, WebhookDelivery delivery)
        implements
            HiloEvent {
}
