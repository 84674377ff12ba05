package dev.hilo.local.seed;

import java.util.Random;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TalkTest {

    @ParameterizedTest
    @ValueSource(strings = {"es", "en"})
    void fillsEverySlotOfEveryLine(String language) {
        var talk = new Talk(language);
        var random = new Random(3);
        for (var i = 0; i < 500; i++) {
            for (var line : talk.conversation(random)) {
                assertThat(talk.fill(line.text(), "Ruth Vega", random)).isNotBlank().doesNotContain("{", "}");
            }
        }
    }
}
