package dev.hilo.messaging.consent;

import java.time.Instant;

/** Whether a text may leave, as far as the contact's wishes go. */
public sealed interface Verdict {

    record Passes() implements Verdict {
    }

    /** The contact asked for silence: the text fails. */
    record Silenced(Instant since) implements Verdict {
    }

    /** Perhaps they did: what nobody sits and waits for stays in the queue until an agent has said. */
    record Held(Instant since) implements Verdict {
    }
}
