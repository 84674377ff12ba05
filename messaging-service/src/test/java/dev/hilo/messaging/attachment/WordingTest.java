package dev.hilo.messaging.attachment;

import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class WordingTest {

    @Test
    void leavesAPlainTextAlone() {
        assertThat(wording("2+2=4 and a=\u00e9 \u2014 100%")).isEqualTo("2+2=4 and a=\u00e9 \u2014 100%");
    }

    @Test
    void joinsWhatQuotedPrintableBroke() {
        assertThat(wording("A long line that was =\r\nbroken, caf=C3=A9, 2=3D2, =zz")).isEqualTo(
                "A long line that was broken, caf\u00e9, 2=2, =zz");
    }

    @Test
    void dropsWhatADatabaseCannotHold() {
        assertThat(wording("\uFEFFa\u0000b\r\nc\n")).isEqualTo("ab\nc");
    }

    @Test
    void isCutBetweenCharactersWhereItIsTooLong() {
        var emoji = "\uD83D\uDE00";
        assertThat(wording("a".repeat(9_998) + emoji + "b")).isEqualTo("a".repeat(9_998) + emoji);
        assertThat(wording("a".repeat(9_999) + emoji + "b")).isEqualTo("a".repeat(9_999));
        assertThat(wording("a".repeat(10_000) + emoji)).isEqualTo("a".repeat(10_000));
    }

    private static String wording(String part) {
        return Wording.of(part.getBytes(UTF_8));
    }
}
