package dev.hilo.messaging.people;

import java.util.List;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class MentionsTest {

    private static final List<String> USERS = List.of("ana", "leo", "ana.ruiz", "marta@hilo.dev", "íñigo");

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            @leo, can you look?            | leo
            ask @Leo                       | leo
            @leo @ana @leo                 | leo ana
            (@ana)                         | ana
            @ana.                          | ana
            @ana.ruiz knows                | ana.ruiz
            @ana.diaz does not work here   |
            write to ana@leo.example       |
            @anabel                        |
            @leo_2                         |
            @marta@hilo.dev, please        | marta@hilo.dev
            ¿@íñigo?                       | íñigo
            @@leo                          | leo
            @                              |
            leo                            |
            """)
    void callWhomTheyName(String body, @Nullable String called) {
        assertThat(Mentions.in(body, USERS))
                .isEqualTo(called == null ? List.of() : List.of(called.split(" ")));
    }
}
