package dev.hilo.messaging.report;

import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SpanTest {

    @Test
    void hoursWithoutAGapAreReadTogether() {
        assertThat(TallyHours.Span.of(List.of(hour(12), hour(9), hour(11), hour(5)))).containsExactly(
                new TallyHours.Span(hour(5), hour(6)), new TallyHours.Span(hour(9), hour(10)),
                new TallyHours.Span(hour(11), hour(13)));
        assertThat(TallyHours.Span.of(List.of())).isEmpty();
    }

    private static Instant hour(int hour) {
        return Instant.parse("2026-11-16T%02d:00:00Z".formatted(hour));
    }
}
