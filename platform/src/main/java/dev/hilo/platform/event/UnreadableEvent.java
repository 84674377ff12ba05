package dev.hilo.platform.event;

import org.jspecify.annotations.Nullable;

/** A record whose value cannot be the event it should be; its message never quotes the value. */
public final class UnreadableEvent extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableEvent(String reason, @Nullable Throwable cause) {
        super(reason, cause);
    }
}
