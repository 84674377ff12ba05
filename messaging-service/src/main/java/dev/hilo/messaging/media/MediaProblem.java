package dev.hilo.messaging.media;

import java.util.Arrays;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/** Why there is no copy of a medium, in words that clients translate. */
public enum MediaProblem {

    /** Its host takes too long. */
    TIMED_OUT(true),
    /** Nobody answers, or only with an error of the host's own. */
    UNREACHABLE(true),
    /** What came is not what a host should send: nothing, or something wrapped. */
    BROKEN(true),
    /** Where we do not go. */
    REFUSED_ADDRESS(false),
    /** Its host does not have it, or does not hand it out any more. */
    GONE(false), TOO_LARGE(false),
    /** Neither a picture, a sound, a film nor a plain document. */
    UNSAFE_TYPE(false), INFECTED(false),
    /** Its bytes are here, and wait for the virus scanner: not an end. */
    SCAN_UNAVAILABLE(false);

    private final boolean retryable;

    MediaProblem(boolean retryable) {
        this.retryable = retryable;
    }

    public String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether asking again may help. */
    public static boolean retryable(@Nullable String problem) {
        return Arrays.stream(values()).anyMatch(one -> one.retryable && one.wire().equals(problem));
    }
}
