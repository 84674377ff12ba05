package dev.hilo.messaging.team;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Random;

import dev.hilo.messaging.team.Hours.Holiday;
import dev.hilo.messaging.team.Hours.Span;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class OpeningTest {

    private static final ZoneId MIAMI = ZoneId.of("America/New_York");
    private static final Hours OFFICE = hours(MIAMI.getId(), Map.of("mon", List.of(new Span("09:00", "17:00")), "tue",
            List.of(new Span("09:00", "12:00"), new Span("13:00", "17:00")), "fri", List.of(new Span("09:00", "24:00")),
            "sat", List.of(new Span("00:00", "02:00"))), "2026-11-24");

    /** 2026-11-16 is a Monday, and the 24th the Tuesday that is a holiday. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            2026-11-16T10:00, 2026-11-16T10:05, PT5M
            2026-11-16T03:00, 2026-11-16T09:02, PT2M
            2026-11-16T16:50, 2026-11-17T09:10, PT20M
            2026-11-16T22:00, 2026-11-17T07:00, PT0S
            2026-11-17T11:00, 2026-11-17T14:00, PT2H
            2026-11-18T11:00, 2026-11-19T14:00, PT0S
            2026-11-20T23:00, 2026-11-21T09:00, PT3H
            2026-11-16T00:00, 2026-11-23T00:00, PT32H
            2026-11-23T16:00, 2026-11-27T09:30, PT1H30M
            2026-11-16T10:05, 2026-11-16T10:00, PT0S
            """)
    void onlyTheHoursOfTheTeamCount(LocalDateTime from, LocalDateTime until, Duration there) {
        assertThat(Opening.of(List.of(OFFICE)).between(in(MIAMI, from), in(MIAMI, until))).isEqualTo(there);
    }

    /** Miami puts its clocks forward at 2 o'clock on 2026-03-08 and back on 2026-11-01, both Sundays. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            2026-03-08, 00:00, 24:00, PT23H
            2026-03-08, 02:15, 02:45, PT0S
            2026-03-08, 01:30, 03:30, PT1H
            2026-03-08, 02:30, 04:00, PT1H
            2026-11-01, 00:00, 24:00, PT25H
            2026-11-01, 01:15, 01:45, PT1H
            2026-11-01, 00:30, 01:30, PT1H30M
            2026-11-01, 01:30, 03:00, PT2H
            2026-11-08, 01:30, 03:00, PT1H30M
            """)
    void theClockOnTheWallCountsWhereItIsPutForwardOrBack(String day, String from, String to, Duration there) {
        var opening = Opening.of(List.of(hours(MIAMI.getId(), Map.of("sun", List.of(new Span(from, to))))));
        var noon = LocalDateTime.parse(day + "T12:00");

        assertThat(opening.between(in(MIAMI, noon.minusDays(2)), in(MIAMI, noon.plusDays(2)))).isEqualTo(there);
    }

    @Test
    void anotherHemisphereHasItsOwnDays() {
        var auckland = ZoneId.of("Pacific/Auckland");
        var opening = Opening.of(List.of(hours(auckland.getId(), Map.of("mon", List.of(new Span("09:00", "17:00"))))));

        // Sunday evening in UTC is Monday there.
        assertThat(opening.between(Instant.parse("2026-11-15T19:00:00Z"), Instant.parse("2026-11-15T21:00:00Z")))
                .isEqualTo(Duration.ofHours(1));
    }

    @Test
    void ofSeveralTeamsOneIsEnough() {
        var east = hours(MIAMI.getId(), Map.of("mon", List.of(new Span("09:00", "17:00"))));
        var west = hours("America/Los_Angeles", Map.of("mon", List.of(new Span("09:00", "17:00"))));
        var monday = LocalDateTime.parse("2026-11-16T00:00");

        assertThat(Opening.of(List.of(west, east)).between(in(MIAMI, monday), in(MIAMI, monday.plusDays(1))))
                .isEqualTo(Duration.ofHours(11));
        assertThat(Opening.of(List.of(east, east)).between(in(MIAMI, monday), in(MIAMI, monday.plusDays(1))))
                .isEqualTo(Duration.ofHours(8));
    }

    @Test
    void withoutHoursSomebodyIsAlwaysThere() {
        var from = Instant.parse("2026-11-15T03:00:00.000001Z");

        assertThat(Opening.ALWAYS.between(from, from.plusSeconds(90))).isEqualTo(Duration.ofSeconds(90));
        assertThat(Opening.ALWAYS.between(from, from.minusSeconds(90))).isZero();
        assertThat(Opening.ALWAYS.at(from)).isTrue();
        assertThat(Opening.of(List.of())).isSameAs(Opening.ALWAYS);
    }

    @Test
    void aWeekWithoutHoursIsNever() {
        var never = Opening.of(List.of(hours("UTC", Map.of())));

        assertThat(never.at(Instant.parse("2026-11-16T12:00:00Z"))).isFalse();
        assertThat(never.between(Instant.parse("2026-01-16T12:00:00Z"), Instant.parse("2026-11-16T12:00:00Z")))
                .isZero();
    }

    /** The rule said minute by minute, which is how {@code at} says it. */
    @ParameterizedTest
    @CsvSource({"America/New_York, 2026-03-06T00:00:00Z", "America/New_York, 2026-10-30T00:00:00Z",
            "Australia/Lord_Howe, 2026-04-03T00:00:00Z", "America/Havana, 2026-10-30T00:00:00Z",
            "Africa/Cairo, 2026-10-28T00:00:00Z", "Asia/Kolkata, 2026-06-01T00:00:00Z"})
    void sumsTheMinutesAtWhichSomebodyIsThere(String zone, Instant begins) {
        var random = new Random(begins.getEpochSecond() + zone.hashCode());
        for (var round = 0; round < 20; round++) {
            var opening = Opening.of(List.of(some(zone, random), some("America/New_York", random)));
            var from = begins.plusSeconds(60L * random.nextInt(3 * 24 * 60));
            var until = from.plusSeconds(60L * random.nextInt(3 * 24 * 60));
            var minutes = 0;
            for (var at = from; at.isBefore(until); at = at.plusSeconds(60)) {
                minutes += opening.at(at) ? 1 : 0;
            }
            assertThat(opening.between(from, until)).as("from %s until %s", from, until)
                    .isEqualTo(Duration.ofMinutes(minutes));
        }
    }

    private static Hours some(String zone, Random random) {
        var first = random.nextInt(12 * 60);
        var second = first + 1 + random.nextInt(5 * 60);
        var third = second + random.nextInt(3 * 60);
        var spans = List.of(new Span(time(first), time(second)), new Span(time(third), "24:00"));
        return hours(zone, Map.of("fri", spans, "sat", spans, "sun", spans, "mon", spans.subList(0, 1)));
    }

    private static String time(int minute) {
        return "%02d:%02d".formatted(minute / 60, minute % 60);
    }

    private static Hours hours(String zone, Map<String, List<Span>> days, String... holidays) {
        var hours = new Hours(zone, days, List.of(holidays).stream().map(day -> new Holiday(day, null)).toList());
        assertThat(hours.wrong()).isEmpty();
        return hours;
    }

    private static Instant in(ZoneId zone, LocalDateTime at) {
        return at.atZone(zone).toInstant();
    }
}
