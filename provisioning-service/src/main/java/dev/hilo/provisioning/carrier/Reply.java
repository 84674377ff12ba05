package dev.hilo.provisioning.carrier;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/** An HTTP answer of the carrier, unread. */
record Reply(int status, @Nullable String body, @Nullable Duration retryAfter) {

    static Reply of(int status, @Nullable String body) {
        return new Reply(status, body, null);
    }

    boolean isOutage() {
        return status >= 500;
    }
}
