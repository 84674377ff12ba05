package dev.hilo.messaging.team;

import java.util.List;
import java.util.Map;

import dev.hilo.messaging.team.Hours.Holiday;
import dev.hilo.messaging.team.Hours.Span;
import dev.hilo.platform.problem.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class HoursTest {

    @Test
    void acceptsADayWithABreakAndOneUntilMidnight() {
        assertThat(new Hours("America/New_York",
                Map.of("mon", List.of(new Span("13:00", "24:00"), new Span("09:00", "12:30"))),
                List.of(new Holiday("2026-12-25", "Christmas"), new Holiday("2026-07-04", null))).wrong()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            9:00,  17:00, /days/mon/0/from
            09:00, 25:00, /days/mon/0/to
            09:00, 09:00, /days/mon/0/to
            17:00, 09:00, /days/mon/0/to
            """)
    void pointsAtTheTimeThatIsWrong(String from, String to, String pointer) {
        assertThat(of("mon", new Span(from, to)).wrong()).extracting(Problem.FieldError::pointer)
                .containsExactly(pointer);
    }

    @Test
    void pointsAtTheStretchThatOverlapsAnother() {
        assertThat(of("fri", new Span("09:00", "13:00"), new Span("12:59", "17:00")).wrong())
                .extracting(Problem.FieldError::pointer).containsExactly("/days/fri/1/from");
        assertThat(of("fri", new Span("09:00", "13:00"), new Span("13:00", "17:00")).wrong()).isEmpty();
    }

    @Test
    void pointsAtAZoneADayAndADateThatDoNotExist() {
        assertThat(new Hours("Mars/Base", Map.of("monday", List.of()),
                List.of(new Holiday("2026-02-30", null), new Holiday("2026-05-01", null),
                        new Holiday("2026-05-01", null)))
                .wrong()).extracting(Problem.FieldError::pointer).containsExactlyInAnyOrder("/zone", "/days/monday",
                        "/holidays/0/date", "/holidays/2/date");
    }

    @Test
    void areInTheOrderOfTheWeekAndOfTheDay() {
        var ordered = new Hours("UTC",
                Map.of("sun", List.of(), "tue", List.of(new Span("13:00", "14:00"), new Span("09:00", "10:00")), "mon",
                        List.of(new Span("09:00", "10:00"))),
                List.of(new Holiday("2026-12-25", null), new Holiday("2026-01-01", null))).ordered();
        assertThat(ordered.days()).containsOnlyKeys("mon", "tue");
        assertThat(ordered.days().keySet()).containsExactly("mon", "tue");
        assertThat(ordered.days().get("tue")).extracting(Span::from).containsExactly("09:00", "13:00");
        assertThat(ordered.holidays()).extracting(Holiday::date).containsExactly("2026-01-01", "2026-12-25");
    }

    private static Hours of(String day, Span... spans) {
        return new Hours("UTC", Map.of(day, List.of(spans)), List.of());
    }
}
