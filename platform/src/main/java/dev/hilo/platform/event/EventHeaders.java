package dev.hilo.platform.event;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** The headers of every record we write: CloudEvents 1.0, Kafka binding, binary mode. */
public final class EventHeaders {

    private EventHeaders() {
    }

    /** @param source the service that speaks, as a relative URI reference: {@code /messaging-service} */
    public static Headers of(UUID id, String type, Instant occurredAt, String source) {
        return new RecordHeaders()
                .add("content-type", bytes("application/json"))
                .add("ce_specversion", bytes("1.0"))
                .add("ce_id", bytes(id.toString()))
                .add("ce_type", bytes(type))
                .add("ce_time", bytes(occurredAt.toString()))
                .add("ce_source", bytes(source));
    }

    private static byte[] bytes(String value) {
        return value.getBytes(StandardCharsets.UTF_8);
    }
}
