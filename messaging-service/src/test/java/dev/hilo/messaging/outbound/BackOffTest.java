package dev.hilo.messaging.outbound;

import java.time.Duration;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class BackOffTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
            1,    , 0.0,   2000
            2,    , 0.0,   4000
            3,    , 0.5,  10000
            50,   , 0.0, 300000
            50,   , 1.0, 450000
            1,  60, 0.0,  60000
            1,   1, 0.0,   2000
            """)
    void doublesAndHonoursTheCarrier(int attempts, Long retryAfter, double chance, long millis) {
        var wait = BackOff.after(attempts, retryAfter == null ? null : Duration.ofSeconds(retryAfter),
                Duration.ofSeconds(2), Duration.ofMinutes(5), chance);
        assertThat(wait).isEqualTo(Duration.ofMillis(millis));
    }
}
