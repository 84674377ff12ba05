package dev.hilo.webhook.journal;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

import dev.hilo.contracts.HiloEvent;
import dev.hilo.platform.event.EventCodec;
import dev.hilo.platform.event.EventHeaders;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Our events as Kafka records. */
public final class EventRecords {

    /** Bytes of a value, below what {@code message.inbound} and {@code message.receipts} take (Kafka's default of 1 MiB). */
    public static final int LARGEST = 1_000_000;
    /** Why a delivery goes to quarantine whose event is larger. */
    public static final String TOO_LARGE = "what was read from it is too large for its topic";

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

    /** W3C Trace Context: a delivery is where a trace begins, so its id serves as the trace's. */
    private static String traceparent(UUID delivery) {
        var id = delivery.toString().replace("-", "");
        return "00-" + id + "-" + id.substring(16) + "-01";
    }
}
