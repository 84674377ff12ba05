package dev.hilo.messaging.report;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

import org.jspecify.annotations.Nullable;

/**
 * How many texts a number gets in each hour of the week: those of the four weeks that end with its last one. What came
 * before a silence is what the silence is held against, so a long one does not become normal by itself. A number younger
 * than four weeks has an emptier one, and is called silent later.
 */
final class Rhythm {

    static final int HOURS = 7 * 24;

    /** Long enough for each hour of the week to have come several times, and for no season. */
    static final Duration SPAN = Duration.ofDays(28);

    private static final int WEEKS = (int) SPAN.toDays() / 7;

    private final ZoneId zone;
    private final long[] texts;

    /** @param texts how many came in each {@link #slot} of the four weeks */
    Rhythm(ZoneId zone, long[] texts) {
        if (texts.length != HOURS) {
            throw new IllegalArgumentException("a week has " + HOURS + " hours");
        }
        this.zone = zone;
        this.texts = texts.clone();
    }

    /** Monday's first hour is 0. */
    static int slot(ZonedDateTime at) {
        return (at.getDayOfWeek().getValue() - 1) * 24 + at.getHour();
    }

    /** How many texts should have come between two moments; part of an hour counts in part. */
    double expected(Instant from, Instant until) {
        if (!from.isBefore(until)) {
            return 0;
        }
        var at = from.atZone(zone);
        var end = until.atZone(zone);
        // Whole weeks at once: a silence may last for years.
        var weeks = ChronoUnit.WEEKS.between(at, end);
        double sum = (double) weeks * total();
        at = at.plusWeeks(weeks);
        while (at.isBefore(end)) {
            var hourEnds = at.truncatedTo(ChronoUnit.HOURS).plusHours(1);
            var next = hourEnds.isBefore(end) ? hourEnds : end;
            sum += texts[slot(at)] * (Duration.between(at, next).toMillis() / (double) Duration.ofHours(1).toMillis());
            at = next;
        }
        return sum / WEEKS;
    }

    /**
     * Whether a number has fallen silent.
     *
     * @param last when its last text came
     * @param at how many should have come since
     * @param after and for how long nothing must have come
     */
    @Nullable
    Silence silence(Instant last, Instant now, int at, Duration after) {
        if (last.plus(after).isAfter(now)) {
            return null;
        }
        var expected = expected(last, now);
        return expected < at ? null : new Silence(last, (long) expected);
    }

    private long total() {
        long sum = 0;
        for (var count : texts) {
            sum += count;
        }
        return sum;
    }
}
