package dev.hilo.messaging.report;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

import dev.hilo.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PeriodTest {

    private static final ZoneId MIAMI = ZoneId.of("America/New_York");
    /** Still the 31st in Miami. */
    private static final Instant NOW = Instant.parse("2026-11-01T03:30:00Z");

    @Test
    void isTheLastThirtyDaysOfTheContactCentreWhenNobodySaysOtherwise() {
        var period = Period.of(null, null, null, MIAMI, NOW);

        assertThat(period.from()).isEqualTo(LocalDate.of(2026, 10, 2));
        assertThat(period.to()).isEqualTo(LocalDate.of(2026, 10, 31));
    }

    @Test
    void aDayIsAsLongAsItIsThere() {
        var period = Period.of("2026-11-01", "2026-11-01", null, MIAMI, NOW);

        assertThat(period.begins()).isEqualTo(Instant.parse("2026-11-01T04:00:00Z"));
        assertThat(period.ends()).isEqualTo(Instant.parse("2026-11-02T05:00:00Z"));
    }

    @Test
    void aYearAgoTodayIsStillInIt() {
        assertThat(Period.of("2027-11-01", "2028-11-01", "UTC", MIAMI, NOW).zone()).isEqualTo(ZoneId.of("UTC"));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            2026-11-02, 2026-11-01, -,         to
            2020-01-01, 2026-11-01, -,         from
            yesterday,  -,          -,         from
            -,          2026-13-01, -,         to
            0001-01-01, 0001-01-02, -,         to
            -,          -,          Mars/Here, zone
            """)
    void namesWhatIsWrong(@Nullable String from, @Nullable String to, @Nullable String zone, String pointer) {
        assertThatThrownBy(() -> Period.of(from, to, zone, MIAMI, NOW)).isInstanceOf(ProblemException.class)
                .satisfies(problem -> assertThat(((ProblemException) problem).errors().getFirst().pointer())
                        .isEqualTo(pointer));
    }
}
