package dev.hilo.platform.idempotency;

import java.time.Clock;
import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.StartupEvent;
import io.vertx.mutiny.core.Vertx;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Forgets old keys with their answers. What a key made keeps its own id. */
@ApplicationScoped
class ForgetKeys {

    private static final Logger LOG = Logger.getLogger(ForgetKeys.class);
    private static final Duration EVERY = Duration.ofMinutes(10);

    private final Idempotency idempotency;
    private final Clock clock;
    private final Vertx vertx;
    private final Duration life;

    /** @param life how long the answer to a key is kept */
    ForgetKeys(Idempotency idempotency, Clock clock, Vertx vertx,
            @ConfigProperty(name = "hilo.idempotency.life", defaultValue = "7D") Duration life) {
        this.idempotency = idempotency;
        this.clock = clock;
        this.vertx = vertx;
        this.life = life;
    }

    void start(@Observes StartupEvent started) {
        var _ = vertx.setPeriodic(EVERY.toMillis(), _ -> {
            var _ = idempotency.forget(clock.instant().minus(life)).subscribe().with(_ -> {
                // Forgotten.
            }, failure -> LOG.warnf("old keys stay for now: %s", failure.toString()));
        });
    }
}
