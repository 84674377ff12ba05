package dev.hilo.messaging.answer;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/** Who confirms an opt-out to the contact. */
public enum Confirmation {
    HILO,
    /** Hilo stays silent: the carrier answers STOP itself. */
    CARRIER, NOBODY;

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
