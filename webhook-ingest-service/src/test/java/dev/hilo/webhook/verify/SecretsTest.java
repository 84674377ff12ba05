package dev.hilo.webhook.verify;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SecretsTest {

    @Test
    void acceptsTodaysTokenAndYesterdays() {
        var secrets = Secrets.of(List.of("today", "yesterday"), List.of());

        assertThat(secrets.accept("today")).isTrue();
        assertThat(secrets.accept("yesterday")).isTrue();
    }

    @Test
    void knowsTodaysFromYesterdays() {
        var secrets = Secrets.of(List.of("today", "yesterday"), List.of(Secrets.hex("the day before")));

        assertThat(secrets.slotOf("today")).contains(TokenSlot.CURRENT);
        assertThat(secrets.slotOf("yesterday")).contains(TokenSlot.PREVIOUS);
        assertThat(secrets.slotOf("the day before")).contains(TokenSlot.PREVIOUS);
        assertThat(secrets.slotOf("tomorrow")).isEmpty();
    }

    @Test
    void acceptsNothingElse() {
        var secrets = Secrets.of(List.of("today", ""), List.of());

        assertThat(secrets.accept(null)).isFalse();
        assertThat(secrets.accept("")).isFalse();
        assertThat(secrets.accept("Today")).isFalse();
        assertThat(secrets.accept("today ")).isFalse();
        assertThat(secrets.accept("tod")).isFalse();
    }

    @Test
    void takesTokensThatAreHashedAlready() {
        var secrets = Secrets.of(List.of(),
                List.of("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", ""));

        assertThat(secrets.accept("abc")).isTrue();
        assertThat(secrets.accept("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")).isFalse();
    }

    @Test
    void refusesToStandOpen() {
        assertThatThrownBy(() -> Secrets.of(List.of(" "), List.of())).hasMessageContaining("WEBHOOK_SECRET");
        assertThatThrownBy(() -> Secrets.of(List.of(), List.of("abcd"))).hasMessageContaining("64 hex digits");
    }
}
