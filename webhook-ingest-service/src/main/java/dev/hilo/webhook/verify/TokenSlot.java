package dev.hilo.webhook.verify;

import java.util.Locale;

/** Which of the valid tokens a post carries: while they are changed one sees when the old one falls silent. */
public enum TokenSlot {

    /** The first one that is set. */
    CURRENT,
    /** Any further one. */
    PREVIOUS;

    /** As the metrics name it. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
