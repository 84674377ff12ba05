package dev.hilo.messaging.search;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WindowTest {

    private static final double MILLION = 1_000_000;
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Instant OLDEST = NOW.minus(Duration.ofDays(200));
    private static final Place LAST = new Place(NOW, UUID.randomUUID());

    /** Of 2,000 in a day. */
    private static Sample aDay(long narrow) {
        return new Sample(List.of(), 2_000, 2_000, narrow, 0, 0, Duration.ofDays(1), LAST);
    }

    @Test
    void ofARareWordAllAreRead() {
        assertThat(Window.before(LAST, aDay(0), 0, 2_500, MILLION, OLDEST).from()).isNull();
    }

    @Test
    void ofAFrequentOneSomeMoreThanAPageHolds() {
        var window = Window.before(LAST, aDay(10), 10, 150, MILLION, OLDEST);
        assertThat(window.from()).isEqualTo(NOW.minus(Duration.ofDays(15)));
    }

    @Test
    void oneThatDoesNotAnswerIsFollowedByAWiderOneUntilEnoughIsRead() {
        var window = Window.before(LAST, aDay(10), 10, 150, MILLION, OLDEST);
        var older = window.older(300, Limits.USUAL);
        assertThat(older).isNotNull();
        assertThat(older.to()).isEqualTo(Place.before(window.from()));
        assertThat(older.length()).isEqualTo(window.length().multipliedBy(2));
        assertThat(older.older(2_500, Limits.USUAL)).isNull();
    }

    @Test
    void whatReachesTheBeginningHasNoEnd() {
        var window = Window.before(LAST, aDay(4), 4, 150, MILLION, OLDEST);
        assertThat(window.from()).isNotNull();
        var older = window.older(0, Limits.USUAL);
        assertThat(older).isNotNull();
        assertThat(older.from()).isNull();
        assertThat(older.older(0, Limits.USUAL)).isNull();
    }

    @Test
    void textsOfOneMomentDoNotMakeItStandStill() {
        var sample = new Sample(List.of(), 2_000, 2_000, 100, 0, 0, Duration.ZERO, LAST);
        assertThat(Window.before(LAST, sample, 100, 150, MILLION, OLDEST).from()).isBefore(NOW);
    }
}
