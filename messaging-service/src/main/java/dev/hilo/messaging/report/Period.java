package dev.hilo.messaging.report;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;

import dev.hilo.platform.problem.CommonProblem;
import dev.hilo.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * Whole days somewhere.
 *
 * @param from the first day
 * @param to the last day, which belongs to it
 */
record Period(LocalDate from, LocalDate to, ZoneId zone) {

    /** A year and a day: the same day of last year is still in it. */
    static final int MOST_DAYS = 367;

    /** What is told when nobody says since when. */
    private static final int USUAL_DAYS = 30;

    /** @param usual the zone when none is named */
    static Period of(@Nullable String from, @Nullable String to, @Nullable String zone, ZoneId usual, Instant now) {
        var where = zone == null ? usual : zoneOf(zone);
        var last = to == null ? LocalDate.ofInstant(now, where) : dayOf("to", to);
        var first = from == null ? last.minusDays(USUAL_DAYS - 1L) : dayOf("from", from);
        if (last.isBefore(first)) {
            throw ProblemException.at(CommonProblem.INVALID_REQUEST, "to", "not before the first day");
        }
        if (ChronoUnit.DAYS.between(first, last) >= MOST_DAYS) {
            throw ProblemException.at(CommonProblem.INVALID_REQUEST, "from", "at most " + MOST_DAYS + " days");
        }
        return new Period(first, last, where);
    }

    Instant begins() {
        return begins(from);
    }

    /** The first moment after it. */
    Instant ends() {
        return begins(to.plusDays(1));
    }

    List<LocalDate> days() {
        return from.datesUntil(to.plusDays(1)).toList();
    }

    /** The first moment of one of its days. */
    Instant begins(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }

    private static LocalDate dayOf(String parameter, String text) {
        try {
            var day = LocalDate.parse(text);
            if (day.getYear() >= 2000 && day.getYear() < 3000) {
                return day;
            }
        } catch (DateTimeException unreadable) {
            // Told below.
        }
        throw ProblemException.at(CommonProblem.INVALID_REQUEST, parameter, "a day, as 2026-11-23");
    }

    private static ZoneId zoneOf(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException unknown) {
            throw ProblemException.at(CommonProblem.INVALID_REQUEST, "zone", "a time zone, as America/New_York");
        }
    }
}
