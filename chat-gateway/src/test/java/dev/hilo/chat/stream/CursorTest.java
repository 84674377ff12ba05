package dev.hilo.chat.stream;

import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class CursorTest {

    @Test
    void comesBackFromTheWireAsItWas() {
        var seed = System.nanoTime();
        var random = new Random(seed);
        for (var round = 0; round < 500; round++) {
            var next = random.longs(random.nextInt(1, 40), 0, Long.MAX_VALUE >>> random.nextInt(60)).toArray();
            var cursor = new Cursor(random.nextInt(), next).seenWith(random.nextInt());

            assertThat(Cursor.decode(cursor.encode())).as("seed %d", seed).contains(cursor);
        }
    }

    @Test
    void staysShortForTwelvePartitions() {
        assertThat(new Cursor(-1, new long[]{1_000_000, 999_999, 3, 0, 12, 70_000, 1, 1, 1, 1, 1, 1}).encode().length())
                .isLessThan(45);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AA", "not a cursor", "Ag", "AgAAAAEAAAAB", "AgAAAAEAAAAB_____38",
            "AgAAAAEAAAABAYCAgICAgICAgAE",
            "AgAAAAEAAAABAQEB", "AQAAAAABAA", "=====", "ñ"})
    void takesNothingItDidNotWrite(String wire) {
        assertThat(Cursor.decode(wire)).isEmpty();
    }

    @Test
    void takesNoRandomBytesApart() {
        var seed = System.nanoTime();
        var random = new Random(seed);
        for (var round = 0; round < 2000; round++) {
            var bytes = new byte[random.nextInt(64)];
            random.nextBytes(bytes);
            var wire = java.util.Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);

            // Whatever it makes of them, it makes something or nothing; it does not throw.
            assertThat(Cursor.decode(wire)).as("seed %d", seed).satisfiesAnyOf(
                    found -> assertThat(found).isEmpty(), found -> assertThat(found).isPresent());
        }
        assertThat(Cursor.decode("A".repeat(1_000_000))).isEmpty();
    }

    @Test
    void doesNotShareItsOffsets() {
        var next = new long[]{1, 2};
        var cursor = new Cursor(7, next);
        next[0] = 9;
        cursor.next()[1] = 9;

        assertThat(cursor.next()).containsExactly(1, 2);
    }
}
