package dev.hilo.messaging.receipt;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jboss.logging.Logger;

/** Receipts that waited in vain are kept as {@code unmatched}; nothing waits for ever, nothing is thrown away. */
@ApplicationScoped
class EndParking {

    private static final Logger LOG = Logger.getLogger(EndParking.class);
    private static final Duration EVERY = Duration.ofMinutes(10);

    private final Pool database;
    private final Clock clock;
    private final Vertx vertx;
    private final MeterRegistry meters;

    EndParking(Pool database, Clock clock, Vertx vertx, MeterRegistry meters) {
        this.database = database;
        this.clock = clock;
        this.vertx = vertx;
        this.meters = meters;
    }

    void start(@Observes StartupEvent started) {
        var _ = vertx.setPeriodic(EVERY.toMillis(), _ -> end());
    }

    private void end() {
        var _ = database.preparedQuery("""
                update receipt set effect = 'unmatched', parked_until = null where parked_until < $1
                """).execute(Tuple.of(clock.instant().atOffset(ZoneOffset.UTC)))
                .subscribe().with(rows -> meters.counter("hilo.receipts.unmatched").increment(rows.rowCount()),
                        failure -> LOG.warnf("parked receipts stay for now: %s", failure.toString()));
    }
}
