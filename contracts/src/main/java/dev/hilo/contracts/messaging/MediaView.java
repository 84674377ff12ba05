package dev.hilo.contracts.messaging;

import java.util.Locale;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * One attachment as a client shows it.
 *
 * @param url signed and short-lived, relative to the gateway; absent until the copy is there
 * @param bytes size of the stored copy
 * @param problem why there is no copy, in a word a client can translate: timed-out, unreachable, refused-address, gone,
 *        too-large, unsafe-type, infected, broken; beside {@code fetching} what it waits for: scan-unavailable
 * @param thumbnailUrl of a small picture that we drew ourselves; as short-lived as {@code url}
 * @param width of the picture as it is seen, in pixels, so that its place can be kept free
 * @param retryable true when asking for it again may help; absent otherwise
 */
public record MediaView(UUID id, State state, @Nullable String contentType, @Nullable String name, @Nullable Long bytes,
        @Nullable String url, @Nullable String problem,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String thumbnailUrl,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer width,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer height,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean retryable) {

    /** Whether our own copy exists. */
    public enum State {
        FETCHING, READY, FAILED;

        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
