package dev.hilo.messaging.simulation;

import org.jspecify.annotations.Nullable;

/** What a call to the carrier brought, before any rule has looked at it. */
sealed interface Raw {

    record Answer(int status, String body, @Nullable String retryAfter) implements Raw {
    }

    record Failure(Throwable cause) implements Raw {
    }
}
