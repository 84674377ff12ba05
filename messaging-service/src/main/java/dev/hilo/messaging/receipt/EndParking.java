package dev.hilo.messaging.receipt;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.hilo.platform.rounds.Rounds;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

/** Receipts that waited in vain are kept as {@code unmatched}; nothing waits for ever, nothing is thrown away. */
@ApplicationScoped
class EndParking {

    private static final Duration EVERY = Duration.ofMinutes(10);

    private final Pool database;
    private final Clock clock;
    private final MeterRegistry meters;

    EndParking(Pool database, Clock clock, MeterRegistry meters) {
        this.database = database;
        this.clock = clock;
        this.meters = meters;
    }

    void start(@Observes StartupEvent started, Rounds rounds) {
        rounds.every(EVERY, "parked receipts stay", this::end);
    }

    private Uni<?> end() {
        return database.preparedQuery("""
                update receipt set effect = 'unmatched', parked_until = null where parked_until < $1
                """).execute(Tuple.of(clock.instant().atOffset(ZoneOffset.UTC)))
                .invoke(rows -> meters.counter("hilo.receipts.unmatched").increment(rows.rowCount()));
    }
}
