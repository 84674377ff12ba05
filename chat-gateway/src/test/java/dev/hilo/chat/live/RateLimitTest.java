package dev.hilo.chat.live;

import java.time.Instant;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RateLimitTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void allowsABurstAndThenSoManyASecond() {
        var rate = new RateLimit(3, 2, NOON);

        assertThat(rate.take(NOON)).isTrue();
        assertThat(rate.take(NOON)).isTrue();
        assertThat(rate.take(NOON)).isTrue();
        assertThat(rate.take(NOON)).isFalse();
        assertThat(rate.take(NOON.plusMillis(500))).isTrue();
        assertThat(rate.take(NOON.plusMillis(500))).isFalse();
    }

    @Test
    void isNotConfusedByAClockThatGoesBack() {
        var rate = new RateLimit(1, 1, NOON);

        assertThat(rate.take(NOON.minusSeconds(3600))).isTrue();
        assertThat(rate.take(NOON.minusSeconds(3600))).isFalse();
    }
}
