package dev.hilo.messaging.dated;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DatedTest {

    private final Dated<String> value = new Dated<>(
            Map.of(LocalDate.of(2025, 4, 11), "old", LocalDate.of(2027, 1, 31), "new"));

    @Test
    void aValueHoldsFromItsDayOnWhereTheRulesAreMade() {
        assertThat(value.at(Instant.parse("2027-01-31T04:59:59Z"))).isEqualTo("old");
        assertThat(value.at(Instant.parse("2027-01-31T05:00:00Z"))).isEqualTo("new");
        assertThat(value.at(Instant.parse("2030-01-01T00:00:00Z"))).isEqualTo("new");
    }

    @Test
    void beforeTheFirstDayTheFirstValueHolds() {
        assertThat(value.at(Instant.parse("2020-01-01T00:00:00Z"))).isEqualTo("old");
    }
}
