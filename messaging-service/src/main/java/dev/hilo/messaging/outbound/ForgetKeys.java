package dev.hilo.messaging.outbound;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.StartupEvent;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jboss.logging.Logger;

/** Forgets answers to old Idempotency-Keys. A message's own id still keeps its key from being used twice. */
@ApplicationScoped
class ForgetKeys {

    private static final Logger LOG = Logger.getLogger(ForgetKeys.class);
    private static final Duration EVERY = Duration.ofMinutes(10);

    private final Pool database;
    private final OutboundConfig config;
    private final Clock clock;
    private final Vertx vertx;

    ForgetKeys(Pool database, OutboundConfig config, Clock clock, Vertx vertx) {
        this.database = database;
        this.config = config;
        this.clock = clock;
        this.vertx = vertx;
    }

    void start(@Observes StartupEvent started) {
        var _ = vertx.setPeriodic(EVERY.toMillis(), _ -> forget());
    }

    private void forget() {
        var before = clock.instant().minus(config.idempotencyLife()).atOffset(ZoneOffset.UTC);
        var _ = database.preparedQuery("delete from idempotency where created_at < $1").execute(Tuple.of(before))
                .subscribe().with(_ -> {
                    // Forgotten.
                }, failure -> LOG.warnf("old keys stay for now: %s", failure.toString()));
    }
}
