package dev.hilo.platform.event;

import java.io.IOException;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.hilo.contracts.HiloEvent;

/**
 * Events as JSON bytes. A reader tolerates members it does not know, and skips types it does not know: both come from
 * a newer writer.
 */
public final class EventCodec {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private EventCodec() {
    }

    public static byte[] write(HiloEvent event) {
        try {
            return JSON.writeValueAsBytes(event);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a contract record cannot be written", impossible);
        }
    }

    /**
     * Reads one record's value.
     *
     * @return empty when the type is one that this version does not know
     * @throws UnreadableEvent when the bytes are not such an event at all: the record belongs to the dead letters
     */
    public static <T extends HiloEvent> Optional<T> read(byte[] value, Class<T> kind) {
        try {
            return Optional.of(JSON.readValue(value, kind));
        } catch (InvalidTypeIdException unknownType) {
            if (unknownType.getTypeId() == null) {
                throw new UnreadableEvent("no type", unknownType);
            }
            return Optional.empty();
        } catch (IOException unreadable) {
            throw new UnreadableEvent(unreadable.getClass().getSimpleName(), unreadable);
        }
    }

    /** The wire name of the event's type, such as {@code message.received.v1}. */
    public static String typeOf(HiloEvent event) {
        return JSON.valueToTree(event).path("type").asText();
    }
}
