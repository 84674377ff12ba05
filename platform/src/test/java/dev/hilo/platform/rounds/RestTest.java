package dev.hilo.platform.rounds;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RestTest {

    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final Duration SHORT = Duration.ofMillis(100);
    private static final Duration LONG = Duration.ofSeconds(3);

    @Test
    void whoDoesAllThereIsRestsForThePauseAndLongerWhenItTookLong() {
        var rest = new Rest.AfterAll(PAUSE, 20);

        for (var left : Left.values()) {
            assertThat(rest.after(left, SHORT)).isEqualTo(PAUSE);
            assertThat(rest.after(left, LONG)).isEqualTo(Duration.ofSeconds(60));
        }
        assertThat(rest.afterFailure(SHORT)).isEqualTo(PAUSE);
        assertThat(rest.afterFailure(LONG)).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void whoDoesABatchRestsOnlyForItsShareWhileThereIsMore() {
        var rest = new Rest.AfterBatch(PAUSE, 20);

        assertThat(rest.after(Left.MORE, SHORT)).isEqualTo(Duration.ofSeconds(2));
        assertThat(rest.after(Left.MORE, LONG)).isEqualTo(Duration.ofSeconds(60));
        assertThat(rest.after(Left.NOTHING, LONG)).isEqualTo(PAUSE);
        assertThat(rest.afterFailure(LONG)).isEqualTo(PAUSE);
    }
}
