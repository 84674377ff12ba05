package dev.hilo.platform.event;

import java.nio.charset.StandardCharsets;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** How a record that its reader could not take says where it stood and why it was put aside. */
public final class DeadLetterHeaders {

    /** What all of these headers begin with: whoever sends a letter on its way again takes them off. */
    public static final String PREFIX = "dead-letter-";

    private DeadLetterHeaders() {
    }

    /**
     * The record's own headers, and where it comes from.
     *
     * @param reason without anything of the value
     */
    public static Headers of(ConsumerRecord<?, ?> record, String reason) {
        return new RecordHeaders(record.headers().toArray())
                .add(PREFIX + "reason", bytes(reason))
                .add(PREFIX + "topic", bytes(record.topic()))
                .add(PREFIX + "partition", bytes(Integer.toString(record.partition())))
                .add(PREFIX + "offset", bytes(Long.toString(record.offset())));
    }

    private static byte[] bytes(String value) {
        return value.getBytes(StandardCharsets.UTF_8);
    }
}
