package dev.hilo.messaging.simulation;

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/** Something happened that must never happen. */
final class Broken extends AssertionError {

    private static final long serialVersionUID = 1L;

    private final @Nullable UUID text;

    Broken(String promise) {
        this(promise, (UUID) null);
    }

    /** @param text whose promise it was */
    Broken(String promise, @Nullable UUID text) {
        super(promise, null);
        this.text = text;
    }

    Broken(Broken cause, String story) {
        super(story, cause);
        this.text = cause.text;
    }

    @Nullable
    UUID text() {
        return text;
    }
}
