package dev.hilo.messaging.queue;

/** What opens the gate of consent and quiet hours for a text. */
public enum Passage {
    /** Nothing: it leaves only when the contact may be written to. Every text of a person's. */
    ORDINARY,
    /** The one confirmation of an opt-out, queued in the transaction that records it (47 CFR 64.1200(a)(12)). */
    CONFIRMATION,
    /** The answer to HELP, which people who opted out get as well. */
    HELP
}
