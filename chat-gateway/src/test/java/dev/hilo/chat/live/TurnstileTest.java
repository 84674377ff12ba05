package dev.hilo.chat.live;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

import dev.hilo.chat.problem.GatewayProblem;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TurnstileTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final Turnstile turnstile = new Turnstile(new SmallRyeConfigBuilder().withMapping(LiveConfig.class)
            .withDefaultValue("hilo.live.handshakes-at-once", "5")
            .withDefaultValue("hilo.live.handshakes-per-second", "2")
            .withDefaultValue("hilo.live.handshakes-at-once-per-source", "3")
            .withDefaultValue("hilo.live.handshakes-per-second-per-source", "1")
            .withDefaultValue("hilo.live.sockets", "4")
            .withDefaultValue("hilo.live.sockets-per-source", "3")
            .withDefaultValue("hilo.live.sockets-per-user", "2")
            .build().getConfigMapping(LiveConfig.class), Clock.fixed(NOON, ZoneOffset.UTC));

    @Test
    void letsSoManyKnockAtOnceAndOneMoreEachSecond() {
        for (var i = 0; i < 3; i++) {
            assertThat(turnstile.knocks("10.0.0.1", NOON)).isEmpty();
        }

        assertThat(turnstile.knocks("10.0.0.1", NOON)).contains(GatewayProblem.TOO_MANY_HANDSHAKES);
        assertThat(turnstile.knocks("10.0.0.1", NOON.plusSeconds(1))).isEmpty();
        assertThat(turnstile.knocks("10.0.0.1", NOON.plusSeconds(1))).contains(GatewayProblem.TOO_MANY_HANDSHAKES);
    }

    @Test
    void refusesEverybodyWhenTooManyAddressesKnock() {
        for (var i = 0; i < 5; i++) {
            assertThat(turnstile.knocks("10.0.0." + i, NOON)).isEmpty();
        }

        assertThat(turnstile.knocks("10.0.0.9", NOON)).contains(GatewayProblem.FULL);
    }

    @Test
    void hasRoomForSoManySocketsOfAPersonOfAnAddressAndInAll() {
        turnstile.opened("10.0.0.1", "ana");
        assertThat(turnstile.roomFor("10.0.0.2", "ana")).isEmpty();
        turnstile.opened("10.0.0.1", "ana");
        assertThat(turnstile.roomFor("10.0.0.2", "ana")).contains(GatewayProblem.TOO_MANY_SOCKETS);
        turnstile.opened("10.0.0.1", "leo");
        assertThat(turnstile.roomFor("10.0.0.1", "marta")).contains(GatewayProblem.TOO_MANY_SOCKETS);
        turnstile.opened("10.0.0.2", "marta");
        assertThat(turnstile.roomFor("10.0.0.3", "root")).contains(GatewayProblem.FULL);

        turnstile.closed("10.0.0.1", "ana");
        assertThat(turnstile.roomFor("10.0.0.1", "ana")).isEmpty();
    }
}
