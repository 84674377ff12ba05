package dev.hilo.messaging.push;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class TakenTest {

    @ParameterizedTest(name = "{0}, Retry-After {1}: {2}")
    @CsvSource(textBlock = """
            201,     ,                              taken,
            200,     ,                              taken,
            202,     ,                              taken,
            301,     ,                              refused-301,
            400,     ,                              refused-400,
            401,     ,                              refused-401,
            403,     ,                              refused-403,
            404,     ,                              gone,
            410,     ,                              gone,
            413,     ,                              refused-413,
            429,     ,                              later-429,
            429,  120,                              later-429,   120
            429,   -5,                              later-429,   0
            503, 'Wed, 21 Oct 2026 07:28:00 GMT',   later-503,
            500,     ,                              later-500,
            """)
    void readsAnAnswerAsTheStandardMeansIt(int status, @Nullable String retryAfter, String word,
            @Nullable Long seconds) {
        var taken = Taken.of(status, retryAfter);
        assertThat(taken.word()).isEqualTo(word);
        if (taken instanceof Taken.Later later) {
            assertThat(later.pause()).isEqualTo(seconds == null ? null : Duration.ofSeconds(seconds));
        }
    }
}
