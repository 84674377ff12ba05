package dev.hilo.messaging.search;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class MarksTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            mañana abren        | ¿ABREN mañana?           | ABREN mañana
            manan               | Hasta mañana, mañana     | mañana mañana
            hola                | holas hola               | holas hola
            "muchas gracias"    | gracias, muchas gracias  | muchas gracias
            mesa -silla         | una mesa                 | mesa
            peña                | la Pen\u0303a            | Pen\u0303a
            😀 ok               | 😀😀 Ok                  | Ok
            12.50               | son 12.50 € o 50         | 12 50
            from:me             | from me                  | ``
            """)
    void standWhereTheWordsAre(String typed, String body, String marked) {
        var question = ReadQuestion.of(typed, "ana", ZoneOffset.UTC, LocalDate.EPOCH);
        assertThat(Marks.in(body, question.terms()).stream().map(mark -> body.substring(mark.get(0), mark.get(1)))
                .collect(Collectors.joining(" "))).isEqualTo(marked);
    }

    @Test
    void countAsBrowsersDo() {
        var question = ReadQuestion.of("ok", "ana", ZoneOffset.UTC, LocalDate.EPOCH);
        assertThat(Marks.in("😀 ok", question.terms()).getFirst()).containsExactly(3, 5);
    }
}
