package dev.hilo.webhook.journal;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

import dev.hilo.contracts.HiloEvent;
import dev.hilo.contracts.webhook.WebhookDelivery;
import dev.hilo.platform.event.EventCodec;
import dev.hilo.platform.event.EventHeaders;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Our events as Kafka records. */
public final class EventRecords {

    /** Bytes of a value, below what {@code message.inbound} and {@code message.receipts} take (Kafka's default of 1 MiB). */
    public static final int LARGEST = 1_000_000;
    /** Why a delivery goes to quarantine whose event is larger. */
    public static final String TOO_LARGE = "what was read from it is too large for its topic";

    /** A control character becomes six, a number one fifth longer, a short address a part of its own. */
    private static final int MOST_TIMES = 10;
    private static final int ENVELOPE = 1_000;
    private static final String SOURCE = "/webhook-ingest-service";

    private EventRecords() {
    }

    /**
     * @param type the wire name of the event's type
     * @param delivery what the event follows from; it is the trace that all of them share
     */
    public static ProducerRecord<String, byte[]> of(String topic, String key, HiloEvent event, String type,
            UUID delivery) {
        var headers = EventHeaders.of(event.id(), type, event.occurredAt(), SOURCE);
        headers.add("traceparent", traceparent(delivery).getBytes(StandardCharsets.UTF_8));
        return new ProducerRecord<>(topic, null, event.occurredAt().toEpochMilli(), key, EventCodec.write(event),
                headers);
    }

    /** What an event that is read from this delivery cannot be larger than, told without writing it. */
    public static long most(WebhookDelivery delivery) {
        return (long) delivery.bodyBase64().length() * MOST_TIMES + ENVELOPE;
    }

    /** W3C Trace Context: a delivery is where a trace begins, so its id serves as the trace's. */
    private static String traceparent(UUID delivery) {
        var id = delivery.toString().replace("-", "");
        return "00-" + id + "-" + id.substring(16) + "-01";
    }
}
