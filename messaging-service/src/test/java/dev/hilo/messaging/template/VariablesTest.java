package dev.hilo.messaging.template;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class VariablesTest {

    @ParameterizedTest
    @ValueSource(strings = {"Plain", "Hi {{contact.first}}", "Hi {{contact.first|there}}, {{ agent.name }} here",
            "{{number.name}} {{number.phone}} {{today}}", "{{contact.name|}}", "{ one brace }", "a | b"})
    void acceptsWhatTheComposerCanFillIn(String body) {
        assertThat(Variables.wrongWith(body)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Hi {{contact.frist}}", "Hi {{}}", "Hi {{contact.first", "Hi contact.first}}",
            "{{contact.first|a{b}}}", "{{contact . first}}"})
    void saysWhatIsWrongWithTheOthers(String body) {
        assertThat(Variables.wrongWith(body)).isPresent();
    }
}
