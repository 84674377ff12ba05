package dev.hilo.messaging.pacing;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.messaging.queue.Lane;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PacerTest {

    private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");
    private static final Instant NOON = Instant.parse("2026-11-20T20:00:00Z");
    private static final double MARGIN = 0.005;

    private record Left(Instant at, int segments) {
    }

    @ParameterizedTest
    @ValueSource(ints = {15, 60, 75, 240, 600, 2_400, 4_500})
    void neverLeavesFasterThanTheRateInAnySecondAndWithinOnePercentOfItInAMinute(int perMinute) {
        var seed = 20_261_122L + perMinute;
        var random = new Random(seed);
        var route = route(perMinute, 0, 0, 0);
        var left = drain(route, random, 1, Duration.ofMinutes(3));

        var perSecond = (int) Math.ceil(perMinute / 60.0);
        assertThat(mostWithin(left, Duration.ofSeconds(1))).as("seed %d", seed).isLessThanOrEqualTo(perSecond);
        for (var minute = 0; minute < 3; minute++) {
            var from = NOON.plus(Duration.ofMinutes(minute));
            assertThat(within(left, from, Duration.ofMinutes(1))).as("seed %d, minute %d", seed, minute)
                    .isBetween((int) Math.floor(perMinute * 0.99), perMinute);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {75, 600, 4_500})
    void countsSegmentsAsTheyFollowOneAnother(int perMinute) {
        var seed = 7L + perMinute;
        var left = drain(route(perMinute, 0, 0, 0), new Random(seed), 6, Duration.ofMinutes(3));

        var interval = Tempo.of(new Limit(perMinute), 0);
        List<Left> onAir = new ArrayList<>();
        for (var text : left) {
            for (var part = 0; part < text.segments(); part++) {
                onAir.add(new Left(text.at().plus(interval.of(part)), 1));
            }
        }
        assertThat(mostWithin(onAir, Duration.ofSeconds(1))).as("seed %d", seed)
                .isLessThanOrEqualTo((int) Math.ceil(perMinute / 60.0));
        assertThat(within(left, NOON.plusSeconds(60), Duration.ofMinutes(1))).as("seed %d", seed)
                .isBetween((int) Math.floor(perMinute * 0.99) - 6, perMinute + 6);
    }

    @Test
    void anIdleBucketSavesNothingUp() {
        var route = route(60, 0, 0, 0);
        var pacer = new Pacer(Map.of());
        assertThat(leave(pacer, route, 1, NOON)).isEqualTo(NOON);
        var anHourLater = NOON.plus(Duration.ofHours(1));
        assertThat(leave(pacer, route, 1, anHourLater)).isEqualTo(anHourLater);
        assertThat(leave(pacer, route, 1, anHourLater)).isEqualTo(anHourLater.plusMillis(1_005));
    }

    @Test
    void theSlowestOfSeveralBucketsDecidesAndAllMove() {
        var route = route(600, 0, 60, 0);
        var pacer = new Pacer(Map.of());
        assertThat(leave(pacer, route, 1, NOON)).isEqualTo(NOON);
        assertThat(leave(pacer, route, 1, NOON)).isEqualTo(NOON.plusMillis(1_005));
        assertThat(pacer.moved().get("sms").nextFree()).isEqualTo(NOON.plusMillis(1_005).plusNanos(100_500_000));
    }

    @Test
    void mediaAndTextsHaveRatesOfTheirOwnAndTheNumberCountsBoth() {
        var route = route(75, 50, 0, 0);
        var pacer = new Pacer(Map.of());
        assertThat(leave(pacer, route, 10, NOON)).isEqualTo(NOON);
        assertThat(pacer.slot(route, true, NOON)).isEqualTo(NOON);
        pacer.take(route, true, 1, NOON);
        assertThat(pacer.slot(route, true, NOON)).isEqualTo(NOON.plusMillis(1_206));

        var sharing = route(75, 50, 60, 0);
        var other = new Pacer(Map.of());
        other.take(sharing, true, 1, NOON);
        assertThat(other.slot(sharing, false, NOON)).isEqualTo(NOON.plusMillis(1_005));
    }

    @Test
    void bulkLeavesAFifthOfTheDayToLiveReplies() {
        var route = route(0, 0, 0, 10);
        var pacer = new Pacer(Map.of());
        for (var i = 0; i < 8; i++) {
            assertThat(pacer.ask(route, Lane.BULK, false, 1, NOON)).isEqualTo(new Pacer.Answer.At(NOON));
            pacer.take(route, false, 1, NOON);
        }
        assertThat(pacer.ask(route, Lane.BULK, false, 1, NOON)).isInstanceOf(Pacer.Answer.NotBefore.class);
        assertThat(pacer.ask(route, Lane.LIVE, false, 2, NOON)).isInstanceOf(Pacer.Answer.At.class);
        // The whole text must fit.
        assertThat(pacer.ask(route, Lane.LIVE, false, 3, NOON)).isInstanceOf(Pacer.Answer.NotBefore.class);
        assertThat(pacer.left(route, Lane.LIVE, NOON)).isEqualTo(2);
        assertThat(pacer.room(route, Lane.BULK, false, NOON, Duration.ofSeconds(1))).isZero();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            2026-11-20T20:00:00Z, 2026-11-21T08:00:00Z
            2026-07-01T06:59:59Z, 2026-07-01T07:00:00Z
            2026-07-01T07:00:00Z, 2026-07-02T07:00:00Z
            2026-03-08T08:00:00Z, 2026-03-09T07:00:00Z
            2026-11-01T07:00:00Z, 2026-11-02T08:00:00Z
            2026-11-02T07:59:59Z, 2026-11-02T08:00:00Z
            """)
    void theDayEndsAtMidnightPacificOnBothNightsOfTheClockToo(Instant now, Instant midnight) {
        var route = route(0, 0, 0, 1);
        var pacer = new Pacer(Map.of());
        pacer.take(route, false, 1, now);
        assertThat(pacer.ask(route, Lane.LIVE, false, 1, now)).isEqualTo(new Pacer.Answer.NotBefore(midnight));
        assertThat(pacer.ask(route, Lane.LIVE, false, 1, midnight.minusMillis(1)))
                .isEqualTo(new Pacer.Answer.NotBefore(midnight));
        assertThat(pacer.ask(route, Lane.LIVE, false, 1, midnight)).isEqualTo(new Pacer.Answer.At(midnight));
    }

    @Test
    void aSlotAfterMidnightCountsForTheNewDay() {
        var midnight = Instant.parse("2026-11-21T08:00:00Z");
        var route = route(60, 0, 0, 5);
        var pacer = new Pacer(Map.of("sms", new BucketState(midnight.plusMillis(100), LocalDate.EPOCH, 0), "day",
                new BucketState(Instant.EPOCH, LocalDate.parse("2026-11-20"), 5)));
        var slot = leave(pacer, route, 1, midnight.minusMillis(100));
        assertThat(slot).isEqualTo(midnight.plusMillis(100));
        assertThat(pacer.moved().get("day")).isEqualTo(
                new BucketState(Instant.EPOCH, LocalDate.parse("2026-11-21"), 1));
    }

    @Test
    void aClockThatIsBehindDoesNotBringYesterdayBack() {
        var route = route(0, 0, 0, 5);
        var today = new BucketState(Instant.EPOCH, LocalDate.parse("2026-11-21"), 5);
        var pacer = new Pacer(Map.of("day", today));
        assertThat(pacer.ask(route, Lane.LIVE, false, 1, Instant.parse("2026-11-21T07:59:59Z")))
                .isInstanceOf(Pacer.Answer.NotBefore.class);
    }

    @Test
    void saysHowManySegmentsGetASlotSoon() {
        var route = route(600, 0, 0, 0);
        var pacer = new Pacer(Map.of());
        var horizon = Duration.ofMillis(300);
        assertThat(pacer.room(route, Lane.LIVE, false, NOON, horizon)).isEqualTo(3);
        pacer.take(route, false, 3, NOON);
        assertThat(pacer.room(route, Lane.LIVE, false, NOON, horizon)).isZero();
        assertThat(pacer.room(route(0, 0, 0, 0), Lane.LIVE, false, NOON, horizon)).isEqualTo(Integer.MAX_VALUE);
    }

    /** Texts of 1 to {@code longest} segments, always one waiting, as fast as the rule lets them. */
    private static List<Left> drain(Route route, Random random, int longest, Duration time) {
        var pacer = new Pacer(Map.of());
        List<Left> left = new ArrayList<>();
        var now = NOON;
        while (now.isBefore(NOON.plus(time))) {
            var segments = 1 + random.nextInt(longest);
            // The next is there a little before or after its slot's turn came.
            now = leave(pacer, route, segments, now);
            left.add(new Left(now, segments));
        }
        return left;
    }

    private static Instant leave(Pacer pacer, Route route, int segments, Instant now) {
        var answer = (Pacer.Answer.At) pacer.ask(route, Lane.LIVE, false, segments, now);
        pacer.take(route, false, segments, answer.slot());
        return answer.slot();
    }

    private static int mostWithin(List<Left> left, Duration window) {
        var most = 0;
        var from = 0;
        var sum = 0;
        for (var text : left) {
            sum += text.segments();
            while (!left.get(from).at().plus(window).isAfter(text.at())) {
                sum -= left.get(from++).segments();
            }
            most = Math.max(most, sum);
        }
        return most;
    }

    private static int within(List<Left> left, Instant from, Duration window) {
        return left.stream().filter(text -> !text.at().isBefore(from) && text.at().isBefore(from.plus(window)))
                .mapToInt(Left::segments).sum();
    }

    private static Route route(int sms, int mms, int number, int day) {
        return new Route(new PhoneNumber("+17865551234"), "C1", rate("sms", sms), rate("mms", mms),
                rate("number", number), new Route.Day("day", new Limit(day), 0.2, PACIFIC));
    }

    private static Route.Rate rate(String key, int perMinute) {
        return new Route.Rate(key, new Limit(perMinute), Tempo.of(new Limit(perMinute), MARGIN));
    }
}
