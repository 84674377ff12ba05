package dev.hilo.contracts.messaging;

import java.util.Locale;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * One attachment as a client shows it.
 *
 * @param url signed and short-lived, relative to the gateway; absent until the copy is there
 * @param bytes size of the stored copy
 * @param problem why there is no copy, in a word a client can translate
 */
public record MediaView(UUID id, State state, @Nullable String contentType, @Nullable String name, @Nullable Long bytes,
        @Nullable String url, @Nullable String problem) {

    /** Whether our own copy exists. */
    public enum State {
        FETCHING, READY, FAILED;

        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
