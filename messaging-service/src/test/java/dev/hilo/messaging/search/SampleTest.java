package dev.hilo.messaging.search;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.UUID;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class SampleTest {

    private static final double MILLION = 1_000_000;

    /** Of 2,000 looked at, for 31 wanted: how many answered, and what the index would have answered. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            # found, narrow, wide, prefix, way
              0,     0,      0,    0,      NARROW
              1,     1,      0,    0,      NARROW
              3,     3,      0,    3,      NARROW
              25,    25,     0,    0,      WALK
              0,     20,     0,    0,      NARROW
              12,    12,     0,    12,     WALK
              0,     600,    0,    0,      WALK
              0,     0,      0,    1500,   WALK
              0,     0,      4,    1500,   WIDE
              1,     1,      900,  1,      NARROW
            """)
    void choosesTheCheaperWay(int found, long narrow, long wide, long prefix, Sample.Way way) {
        var place = new Place(Instant.EPOCH, new UUID(0, 0));
        var sample = new Sample(Collections.nCopies(found, place), 2_000, 2_000, narrow, wide, prefix,
                Duration.ofHours(1), place);
        assertThat(sample.way(31 - found, MILLION, Limits.USUAL, true, wide > 0)).isEqualTo(way);
    }
}
