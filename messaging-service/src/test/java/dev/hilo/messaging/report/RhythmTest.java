package dev.hilo.messaging.report;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class RhythmTest {

    private static final ZoneId MIAMI = ZoneId.of("America/New_York");
    private static final Duration QUARTER = Duration.ofMinutes(15);

    /** Four texts in each hour from nine to five, Monday to Friday, and none otherwise. */
    private final Rhythm office = rhythm(4, 9, 17);

    @Test
    void aNightAndAWeekendAreNoSilence() {
        var fridayEvening = at("2026-11-13T16:50");

        assertThat(silence(fridayEvening, at("2026-11-16T10:45"))).isNull();
        assertThat(silence(fridayEvening, at("2026-11-16T11:00")))
                .isEqualTo(new Silence(fridayEvening, 8));
    }

    @Test
    void partOfAnHourCountsInPart() {
        assertThat(office.expected(at("2026-11-16T09:15"), at("2026-11-16T10:30"))).isCloseTo(5, within(1e-9));
        assertThat(office.expected(at("2026-11-16T16:30"), at("2026-11-17T09:30"))).isCloseTo(4, within(1e-9));
        assertThat(office.expected(at("2026-11-16T10:30"), at("2026-11-16T10:30"))).isZero();
        assertThat(office.expected(at("2026-11-16T10:30"), at("2026-11-16T09:30"))).isZero();
    }

    @Test
    void aLongSilenceDoesNotBecomeNormal() {
        var last = at("2026-06-01T12:00");

        assertThat(office.expected(last, at("2026-06-08T12:00"))).isCloseTo(160, within(1e-9));
        assertThat(silence(last, at("2026-11-16T12:00"))).isEqualTo(new Silence(last, 24 * 160));
    }

    @Test
    void theWeekIsTheContactCentresAcrossSummerTime() {
        // Clocks go back on the first of November.
        var friday = at("2026-10-30T17:00");

        assertThat(office.expected(friday, at("2026-11-02T09:00"))).isZero();
        assertThat(office.expected(friday, at("2026-11-02T10:00"))).isCloseTo(4, within(1e-9));
    }

    @Test
    void aMinutesQuietOfABusyNumberSaysNothing() {
        var busy = rhythm(1_000, 0, 24);
        var last = at("2026-11-16T12:00");

        assertThat(silence(busy, last, last.plusSeconds(120))).isNull();
        assertThat(silence(busy, last, last.plus(QUARTER))).isEqualTo(new Silence(last, 250));
    }

    @Test
    void aNumberThatSeldomGetsATextIsSilentOnlyAfterWeeks() {
        var texts = new long[Rhythm.HOURS];
        texts[12] = 4;
        var once = new Rhythm(MIAMI, texts);
        var last = at("2026-09-14T12:30");

        assertThat(silence(once, last, at("2026-11-09T12:00"))).isNull();
        assertThat(silence(once, last, at("2026-11-09T13:00"))).isEqualTo(new Silence(last, 8));
    }

    @Test
    void aTextFromTheFutureIsNoSilence() {
        assertThat(silence(at("2026-11-16T12:00"), at("2026-11-16T11:00"))).isNull();
    }

    @Test
    void mondaysFirstHourIsTheWeeks() {
        assertThat(Rhythm.slot(ZonedDateTime.of(LocalDateTime.parse("2026-11-16T00:59"), MIAMI))).isZero();
        assertThat(Rhythm.slot(ZonedDateTime.of(LocalDateTime.parse("2026-11-15T23:00"), MIAMI)))
                .isEqualTo(Rhythm.HOURS - 1);
    }

    /** @param perHour in the hours of working days from one until another */
    private static Rhythm rhythm(int perHour, int from, int until) {
        var texts = new long[Rhythm.HOURS];
        IntStream.range(0, DayOfWeek.FRIDAY.getValue()).forEach(day -> IntStream.range(from, until)
                .forEach(hour -> texts[day * 24 + hour] = 4L * perHour));
        return new Rhythm(MIAMI, texts);
    }

    private @Nullable Silence silence(Instant last, Instant now) {
        return silence(office, last, now);
    }

    private static @Nullable Silence silence(Rhythm rhythm, Instant last, Instant now) {
        return rhythm.silence(last, now, 8, QUARTER);
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(MIAMI).toInstant();
    }
}
