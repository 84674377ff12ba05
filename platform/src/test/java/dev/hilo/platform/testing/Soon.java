package dev.hilo.platform.testing;

import java.time.Duration;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.awaitility.pollinterval.IterativePollInterval;

/**
 * Looks at once, again after moments, and less and less often: most of what a test waits for is there within
 * milliseconds, and what takes long is not worth a busy machine.
 */
public final class Soon {

    /** For as long as a slow machine may need, unless a test promises less. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration FIRST = Duration.ofMillis(4);
    private static final Duration LAST = Duration.ofMillis(50);

    private Soon() {
    }

    public static ConditionFactory await() {
        return often(Awaitility.await());
    }

    /** @param what is awaited, for the words of a failure */
    public static ConditionFactory await(String what) {
        return often(Awaitility.await(what));
    }

    private static ConditionFactory often(ConditionFactory awaiting) {
        return awaiting.atMost(PATIENCE).pollDelay(Duration.ZERO)
                .pollInterval(new IterativePollInterval(Soon::longer, FIRST));
    }

    private static Duration longer(Duration pause) {
        var twice = pause.multipliedBy(2);
        return twice.compareTo(LAST) < 0 ? twice : LAST;
    }
}
