package dev.hilo.benchmark;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FiguresTest {

    @Test
    void standInColumns() {
        var figures = new Figures("title");
        figures.add("accepted", Figures.rate(1234), "in all");
        figures.add("CPU a message", Figures.millis(Duration.ofNanos(1_540_000)), "");
        var printed = new ByteArrayOutputStream();

        figures.print(new PrintStream(printed, true, StandardCharsets.UTF_8));

        assertThat(printed.toString(StandardCharsets.UTF_8)).isEqualToIgnoringNewLines("""

                title
                  accepted        1,234/s   in all
                  CPU a message    1.5 ms
                """);
    }

    @Test
    void theMedianIsARoundThatWasRun() {
        assertThat(Figures.median(List.of(5, 1, 3), Integer::doubleValue)).isEqualTo(3);
        assertThat(Figures.median(List.of(4, 2), Integer::doubleValue)).isEqualTo(4);
    }
}
