package dev.hilo.messaging.pacing;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

/**
 * How long one segment keeps a bucket busy.
 *
 * @param intervalMicros 0 when nothing limits it
 */
public record Tempo(long intervalMicros) {

    public static final Tempo UNLIMITED = new Tempo(0);

    private static final double MICROS_OF_A_MINUTE = 60_000_000;

    /**
     * @param margin the part by which we stay below the limit: what a hand-over may be late without two of them coming
     *            closer together than the limit allows
     */
    public static Tempo of(Limit perMinute, double margin) {
        return perMinute.limited()
                ? new Tempo((long) Math.ceil(MICROS_OF_A_MINUTE * (1 + margin) / perMinute.count()))
                : UNLIMITED;
    }

    public boolean limited() {
        return intervalMicros > 0;
    }

    public Duration of(long segments) {
        return Duration.of(Math.multiplyExact(intervalMicros, segments), ChronoUnit.MICROS);
    }

    /** How many segments begin before so much time is over, the first of them at once. */
    public long within(Duration time) {
        var micros = time.toNanos() / 1_000;
        return micros < 0 ? 0 : micros / intervalMicros + 1;
    }
}
