package dev.hilo.webhook.parse;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RestTest {

    @Test
    void isAsLongAsTheBatchTook() {
        assertThat(Rest.after(Duration.ofMillis(7))).isEqualTo(Duration.ofMillis(7));
    }

    @Test
    void hasALimit() {
        assertThat(Rest.after(Duration.ofSeconds(3))).isEqualTo(Duration.ofMillis(50));
    }

    @Test
    void isNoneAfterABatchOfLessThanATimerCanWait() {
        assertThat(Rest.after(Duration.ofNanos(999_999))).isZero();
    }

    @Test
    void isNeverAPartOfAMillisecond() {
        assertThat(Rest.after(Duration.ofNanos(1_700_000))).isEqualTo(Duration.ofMillis(1));
    }
}
