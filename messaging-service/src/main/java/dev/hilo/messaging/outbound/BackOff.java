package dev.hilo.messaging.outbound;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/** How long a text waits before it is tried again. */
final class BackOff {

    private BackOff() {
    }

    /**
     * Doubles from the first wait on, up to the longest; up to half of it more by chance, so that many texts do not come
     * back at once. What the carrier asks for is the least.
     *
     * @param attempts made so far, at least 1
     * @param chance from 0 to 1
     */
    static Duration after(int attempts, @Nullable Duration retryAfter, Duration first, Duration longest,
            double chance) {
        var doubled = first.multipliedBy(1L << Math.clamp(attempts - 1L, 0, 20));
        var base = doubled.compareTo(longest) > 0 ? longest : doubled;
        var wait = base.plusMillis((long) (base.toMillis() * 0.5 * chance));
        return retryAfter != null && retryAfter.compareTo(wait) > 0
                ? retryAfter.plusMillis((long) (first.toMillis() * chance))
                : wait;
    }
}
