package dev.hilo.provisioning.carrier;

import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CredentialTest {

    @Test
    void encodesNameAndToken() {
        assertThat(Credential.header(Optional.empty(), Optional.of("hilo"), Optional.of("hilo-secret")))
                .isEqualTo("Basic aGlsbzpoaWxvLXNlY3JldA==");
    }

    @ParameterizedTest
    @ValueSource(strings = {"aGlsbzpoaWxvLXNlY3JldA==", "Basic aGlsbzpoaWxvLXNlY3JldA==",
            " basic  aGlsbzpoaWxvLXNlY3JldA== "})
    void takesTheReadyMadeTextOfThePortal(String encoded) {
        assertThat(Credential.header(Optional.of(encoded), Optional.of("other"), Optional.empty()))
                .isEqualTo("Basic aGlsbzpoaWxvLXNlY3JldA==");
    }

    @Test
    void refusesHalfACredential() {
        assertThatThrownBy(() -> Credential.header(Optional.empty(), Optional.of("hilo"), Optional.empty()))
                .hasMessageContaining("BULKVS_API_SECRET");
    }
}
