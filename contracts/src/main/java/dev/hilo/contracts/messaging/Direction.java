package dev.hilo.contracts.messaging;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/** Who a line of a conversation comes from. */
public enum Direction {
    /** The contact wrote it. */
    INBOUND,
    /** We sent it, or will. */
    OUTBOUND,
    /** An agent wrote it for colleagues; it never leaves. */
    NOTE,
    /** Hilo says that something happened. */
    SYSTEM;

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
