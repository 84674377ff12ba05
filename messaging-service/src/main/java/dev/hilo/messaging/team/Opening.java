package dev.hilo.messaging.team;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * When somebody is there for a number: while the clock on the wall of one of its teams shows a time within that team's
 * hours, and it is none of the team's holidays. Where clocks are put back a time is shown twice and counts twice; what
 * is skipped where they are put forward does not count.
 */
public final class Opening {

    /** For a number without a team, and for one of whose teams has no hours. */
    public static final Opening ALWAYS = new Opening(List.of());

    private static final int DAY_SECONDS = 24 * 60 * 60;

    /** Seconds of the day by the clock on the wall; {@code until} may be the end of the day. */
    private record Reading(int from, int until) {
    }

    private record Stretch(Instant from, Instant until) {
    }

    /** A part of a day throughout which the clock was as far from UTC. */
    private record Part(Instant from, Instant until, ZoneOffset offset) {

        Stretch showing(LocalDate day, Reading reading) {
            var midnight = day.toEpochDay() * DAY_SECONDS - offset.getTotalSeconds();
            return new Stretch(later(from, Instant.ofEpochSecond(midnight + reading.from())),
                    earlier(until, Instant.ofEpochSecond(midnight + reading.until())));
        }
    }

    /** The hours of one team. */
    private record Week(ZoneId zone, Map<DayOfWeek, List<Reading>> days, Set<LocalDate> holidays) {

        static Week of(Hours hours) {
            Map<DayOfWeek, List<Reading>> days = new EnumMap<>(DayOfWeek.class);
            hours.days().forEach((day, spans) -> days.put(DayOfWeek.of(1 + Hours.DAYS.indexOf(day)),
                    spans.stream().map(span -> new Reading(secondsOf(span.from()), secondsOf(span.to()))).toList()));
            return new Week(ZoneId.of(hours.zone()), days, hours.holidays().stream()
                    .map(holiday -> LocalDate.parse(holiday.date())).collect(Collectors.toUnmodifiableSet()));
        }

        private static int secondsOf(String time) {
            return time.equals(Hours.MIDNIGHT) ? DAY_SECONDS : LocalTime.parse(time).toSecondOfDay();
        }

        boolean isOpen(Instant at) {
            var local = at.atZone(zone);
            var second = local.toLocalTime().toSecondOfDay();
            return readings(local.toLocalDate()).stream()
                    .anyMatch(reading -> reading.from() <= second && second < reading.until());
        }

        /** Those of every day that one of the two moments or one between them belongs to. */
        Stream<Stretch> stretches(Instant from, Instant until) {
            return LocalDate.ofInstant(from, zone).datesUntil(LocalDate.ofInstant(until, zone).plusDays(1))
                    .flatMap(this::stretches);
        }

        private Stream<Stretch> stretches(LocalDate day) {
            var readings = readings(day);
            return readings.isEmpty()
                    ? Stream.empty()
                    : parts(day).stream().flatMap(part -> readings.stream()
                            .map(reading -> part.showing(day, reading)));
        }

        private List<Reading> readings(LocalDate day) {
            return holidays.contains(day) ? List.of() : days.getOrDefault(day.getDayOfWeek(), List.of());
        }

        private List<Part> parts(LocalDate day) {
            List<Part> parts = new ArrayList<>();
            var rules = zone.getRules();
            var ends = day.plusDays(1).atStartOfDay(zone).toInstant();
            for (var at = day.atStartOfDay(zone).toInstant(); at.isBefore(ends); at = parts.getLast().until()) {
                var moved = rules.nextTransition(at);
                parts.add(new Part(at, moved == null ? ends : earlier(ends, moved.getInstant()),
                        rules.getOffset(at)));
            }
            return parts;
        }
    }

    /** Of each team; none when somebody is always there. */
    private final List<Week> weeks;

    private Opening(List<Week> weeks) {
        this.weeks = weeks;
    }

    /** @param teams the hours of every team of a number */
    static Opening of(List<Hours> teams) {
        return teams.isEmpty() ? ALWAYS : new Opening(teams.stream().map(Week::of).toList());
    }

    /** Whether somebody is there at this moment. */
    public boolean at(Instant moment) {
        return weeks.isEmpty() || weeks.stream().anyMatch(week -> week.isOpen(moment));
    }

    /** For how long somebody was there between two moments. */
    public Duration between(Instant from, Instant until) {
        if (!until.isAfter(from)) {
            return Duration.ZERO;
        }
        if (weeks.isEmpty()) {
            return Duration.between(from, until);
        }
        var there = Duration.ZERO;
        var counted = from;
        for (var stretch : weeks.stream().flatMap(week -> week.stretches(from, until))
                .sorted(Comparator.comparing(Stretch::from)).toList()) {
            var begins = later(stretch.from(), counted);
            var ends = earlier(stretch.until(), until);
            if (ends.isAfter(begins)) {
                there = there.plus(Duration.between(begins, ends));
                counted = ends;
            }
        }
        return there;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
