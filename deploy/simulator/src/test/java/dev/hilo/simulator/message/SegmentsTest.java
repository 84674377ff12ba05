package dev.hilo.simulator.message;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class SegmentsTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
            # unit, repeated, segments
            a,        1,   1
            a,        160, 1
            a,        161, 2
            a,        306, 2
            a,        307, 3
            a,        459, 3
            a,        460, 4
            ñ,        160, 1
            €,        80,  1
            €,        81,  2
            €,        152, 2
            €,        153, 3
            [,        81,  2
            á,        70,  1
            á,        71,  2
            á,        134, 2
            á,        135, 3
            😀,       35,  1
            😀,       36,  2
            😀,       66,  2
            😀,       67,  3
            """)
    void countsTheParts(String unit, int times, int segments) {
        assertThat(Segments.count(unit.repeat(times))).isEqualTo(segments);
    }

    @Test
    void anEmptyTextIsOnePart() {
        assertThat(Segments.count("")).isEqualTo(1);
    }

    @Test
    void oneCharacterOutsideTheAlphabetTurnsTheWholeText() {
        assertThat(Segments.count("a".repeat(100))).isEqualTo(1);
        assertThat(Segments.count("a".repeat(100) + "ú")).isEqualTo(2);
    }

    @Test
    void aPairIsNeverTorn() {
        var parts = Segments.cut("€".repeat(100));

        assertThat(parts).containsExactly("€".repeat(76), "€".repeat(24));
        assertThat(Segments.cut("x" + "😀".repeat(40)).getFirst()).endsWith("😀");
    }
}
