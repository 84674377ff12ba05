package dev.hilo.webhook.parse;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

/** How long the reader of the journal leaves the processors to the door after a batch. */
final class Rest {

    private static final Duration LONGEST = Duration.ofMillis(50);

    private Rest() {
    }

    /**
     * As long as the batch took, up to a limit. In whole milliseconds, since timers know no shorter time and refuse it: after a
     * batch that was quicker there is no rest.
     */
    static Duration after(Duration took) {
        return took.compareTo(LONGEST) < 0 ? took.truncatedTo(ChronoUnit.MILLIS) : LONGEST;
    }
}
