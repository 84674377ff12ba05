package dev.hilo.webhook.reread;

import java.util.Objects;
import java.util.Optional;

import dev.hilo.contracts.Topics;
import dev.hilo.contracts.webhook.QuarantinedDelivery;
import dev.hilo.contracts.webhook.WebhookDelivery;
import dev.hilo.platform.event.EventCodec;
import dev.hilo.webhook.archive.Place;
import dev.hilo.webhook.parse.CarrierBody;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A delivery where it is kept.
 *
 * @param key of its record: its conversation, or its own id
 */
public record Journalled(Place place, String key, WebhookDelivery delivery) {

    /** Reads a record of the journal or of the quarantine; empty for one that is no delivery (a dead letter says so). */
    public static Optional<Journalled> of(ConsumerRecord<String, byte[]> entry) {
        try {
            var found = entry.topic().equals(Topics.WEBHOOK_QUARANTINE)
                    ? EventCodec.read(entry.value(), QuarantinedDelivery.class).map(QuarantinedDelivery::delivery)
                    : EventCodec.read(entry.value(), WebhookDelivery.class);
            return found.map(delivery -> {
                Objects.requireNonNull(delivery.id(), "id");
                Objects.requireNonNull(delivery.occurredAt(), "occurredAt");
                Objects.requireNonNull(delivery.body(), "body");
                return new Journalled(Place.of(entry), entry.key() == null ? delivery.id().toString() : entry.key(),
                        delivery);
            });
        } catch (RuntimeException noDelivery) {
            return Optional.empty();
        }
    }

    /**
     * Whether this record is where the delivery was first kept. The door puts what is not even JSON into quarantine at
     * once; everything else in there stands in the journal too.
     */
    public boolean isOriginal() {
        return place.topic().equals(Topics.WEBHOOK_DELIVERIES)
                || CarrierBody.read(delivery.body(), delivery.contentType()) instanceof CarrierBody.NotJson;
    }
}
