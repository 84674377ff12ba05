package dev.hilo.platform.event;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.hilo.contracts.HiloEvent;
import org.jspecify.annotations.Nullable;

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

    /** By record class, since the annotations that say it stand on the interface above. */
    private static final Map<Class<?>, String> TYPES = new ConcurrentHashMap<>();

    /** The members of a record that may not be absent. */
    private static final ClassValue<List<Method>> REQUIRED = new ClassValue<>() {
        @Override
        protected List<Method> computeValue(Class<?> type) {
            return Arrays.stream(type.getRecordComponents())
                    .filter(member -> !member.getAnnotatedType().isAnnotationPresent(Nullable.class))
                    .map(RecordComponent::getAccessor).toList();
        }
    };

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
            var event = JSON.readValue(value, kind);
            requireWhole(event);
            return Optional.of(event);
        } catch (InvalidTypeIdException unknownType) {
            if (unknownType.getTypeId() == null) {
                throw new UnreadableEvent("no type", unknownType);
            }
            return Optional.empty();
        } catch (IOException unreadable) {
            throw new UnreadableEvent(unreadable.getClass().getSimpleName(), unreadable);
        }
    }

    /** Else it would fail wherever its missing member is looked at first. */
    private static void requireWhole(@Nullable HiloEvent event) {
        if (event == null) {
            throw new UnreadableEvent("no event", null);
        }
        for (var member : REQUIRED.get(event.getClass())) {
            try {
                if (member.invoke(event) == null) {
                    throw new UnreadableEvent("no " + member.getName(), null);
                }
            } catch (ReflectiveOperationException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    /** The wire name of the event's type, such as {@code message.received.v1}. */
    public static String typeOf(HiloEvent event) {
        return TYPES.computeIfAbsent(event.getClass(), _ -> JSON.valueToTree(event).path("type").asText());
    }
}
