package dev.hilo.provisioning.number;

import dev.hilo.platform.problem.ProblemException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OwnDidTest {

    @ParameterizedTest
    @ValueSource(strings = {"+17865551234", "17865551234", "7865551234", "(786) 555-1234"})
    void readsEverySpellingOfANumber(String text) {
        assertThat(OwnDid.read(text, "/did").value()).isEqualTo("+17865551234");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "72345", "+34600111222", "786555123", "17861551234", "order", "+1786555123456"})
    void refusesWhatTheCarrierCannotHave(String text) {
        assertThatThrownBy(() -> OwnDid.read(text, "/did")).isInstanceOfSatisfying(ProblemException.class,
                problem -> assertThat(problem.errors()).singleElement().extracting("pointer").isEqualTo("/did"));
    }
}
