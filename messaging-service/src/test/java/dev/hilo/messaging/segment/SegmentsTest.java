package dev.hilo.messaging.segment;

import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class SegmentsTest {

    static Stream<Arguments> texts() {
        return Stream.of(
                arguments("nothing", "", 0),
                arguments("160 of GSM-7", "a".repeat(160), 1),
                arguments("161 of GSM-7", "a".repeat(161), 2),
                arguments("two full parts", "a".repeat(306), 2),
                arguments("one more", "a".repeat(307), 3),
                arguments("80 euro signs fill a part", "€".repeat(80), 1),
                arguments("81 euro signs", "€".repeat(81), 2),
                arguments("an escape is not cut", "a".repeat(152) + "€".repeat(77), 3),
                arguments("Spanish that is GSM-7", "¿Qué año? ¡Ñandú!".repeat(1).replace("ú", "ù"), 1),
                arguments("70 of UCS-2", "á".repeat(70), 1),
                arguments("71 of UCS-2", "á".repeat(71), 2),
                arguments("134 of UCS-2", "á".repeat(134), 2),
                arguments("135 of UCS-2", "á".repeat(135), 3),
                arguments("35 emoji", "😀".repeat(35), 1),
                arguments("36 emoji", "😀".repeat(36), 2),
                arguments("a surrogate pair is not cut", "😀".repeat(66), 2),
                arguments("33 emoji a part", "😀".repeat(67), 3),
                arguments("ç is not in the alphabet, Ç is", "Ç".repeat(71), 1),
                arguments("so this is UCS-2", "ç".repeat(71), 2));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("texts")
    void countsTheParts(String name, String text, int parts) {
        assertThat(Segments.of(text)).isEqualTo(parts);
    }
}
