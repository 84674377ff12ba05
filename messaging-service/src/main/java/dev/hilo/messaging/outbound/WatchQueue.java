package dev.hilo.messaging.outbound;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jboss.logging.Logger;

/**
 * How long the oldest live text has been due: the one figure that rises whatever it is that keeps texts from leaving. What
 * waits for the morning or for an agent is not late.
 */
@ApplicationScoped
class WatchQueue {

    private static final Logger LOG = Logger.getLogger(WatchQueue.class);

    private static final String OLDEST = """
            select min(send_at) from send_queue
            where lane = 0 and send_at <= $1 and waiting_for not in ('CONSENT', 'QUIET_HOURS')
            """;

    private final Pool database;
    private final Clock clock;
    private final OutboundConfig config;
    private final Vertx vertx;
    private final AtomicReference<Duration> age = new AtomicReference<>(Duration.ZERO);
    private long timer;

    WatchQueue(Pool database, Clock clock, OutboundConfig config, Vertx vertx) {
        this.database = database;
        this.clock = clock;
        this.config = config;
        this.vertx = vertx;
    }

    void start(@Observes StartupEvent started, MeterRegistry meters) {
        meters.gauge("hilo.send.oldest.live.seconds", age, latest -> latest.get().toMillis() / 1_000.0);
        timer = vertx.setPeriodic(config.gauge().toMillis(), _ -> measure());
    }

    void stop(@Observes ShutdownEvent stopping) {
        var _ = vertx.cancelTimer(timer);
    }

    private void measure() {
        var now = clock.instant();
        var _ = database.preparedQuery(OLDEST).execute(Tuple.of(now.atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.iterator().next().getOffsetDateTime(0))
                .subscribe().with(oldest -> age.set(oldest == null
                        ? Duration.ZERO
                        : Duration.between(oldest.toInstant(), now)),
                        failure -> LOG.warnf("the queue's age is not known: %s", failure.toString()));
    }
}
