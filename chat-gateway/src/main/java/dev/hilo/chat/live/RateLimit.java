package dev.hilo.chat.live;

import java.time.Duration;
import java.time.Instant;

/** So many at once, and so many a second after that. Not safe for several threads. */
final class RateLimit {

    private final double burst;
    private final double perSecond;
    private double left;
    private Instant last;

    RateLimit(int burst, int perSecond, Instant now) {
        this.burst = burst;
        this.perSecond = perSecond;
        this.left = burst;
        this.last = now;
    }

    /** @return false for one too many */
    boolean take(Instant now) {
        return take(now, 1);
    }

    /** @return false for more than is left, of which then nothing is taken */
    boolean take(Instant now, int count) {
        var passed = Math.max(0, Duration.between(last, now).toNanos()) / 1e9;
        left = Math.min(burst, left + passed * perSecond);
        last = now;
        if (left < count) {
            return false;
        }
        left -= count;
        return true;
    }
}
