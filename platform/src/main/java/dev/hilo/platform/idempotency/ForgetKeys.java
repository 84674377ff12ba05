package dev.hilo.platform.idempotency;

import java.time.Clock;
import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.hilo.platform.rounds.Rounds;
import io.quarkus.runtime.StartupEvent;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Forgets old keys with their answers. What a key made keeps its own id. */
@ApplicationScoped
class ForgetKeys {

    private static final Duration EVERY = Duration.ofMinutes(10);

    private final Idempotency idempotency;
    private final Clock clock;
    private final Duration life;

    /** @param life how long the answer to a key is kept */
    ForgetKeys(Idempotency idempotency, Clock clock,
            @ConfigProperty(name = "hilo.idempotency.life", defaultValue = "7D") Duration life) {
        this.idempotency = idempotency;
        this.clock = clock;
        this.life = life;
    }

    void start(@Observes StartupEvent started, Rounds rounds) {
        rounds.every(EVERY, "old keys stay", () -> idempotency.forget(clock.instant().minus(life)));
    }
}
