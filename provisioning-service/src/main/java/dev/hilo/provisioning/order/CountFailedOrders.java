package dev.hilo.provisioning.order;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import org.jboss.logging.Logger;

/** Tells the metrics how many orders wait for a person; every instance counts all of them. */
@ApplicationScoped
class CountFailedOrders {

    private static final Logger LOG = Logger.getLogger(CountFailedOrders.class);

    private final Pool database;
    private final OrderConfig config;
    private final Vertx vertx;
    private final AtomicLong failed = new AtomicLong();
    private final AtomicBoolean counting = new AtomicBoolean();
    private volatile boolean stopped;

    CountFailedOrders(Pool database, OrderConfig config, Vertx vertx, MeterRegistry meters) {
        this.database = database;
        this.config = config;
        this.vertx = vertx;
        var _ = Gauge.builder("hilo.orders.failed", failed, AtomicLong::get)
                .description("Orders of numbers that failed and wait for a person").register(meters);
    }

    void start(@Observes StartupEvent started) {
        count();
        var _ = vertx.setPeriodic(config.count().toMillis(), _ -> count());
    }

    void stop(@Observes ShutdownEvent stopping) {
        stopped = true;
    }

    private void count() {
        if (stopped || !counting.compareAndSet(false, true)) {
            return;
        }
        // A subscription by hand: nobody waits for the count.
        var _ = database.query("select count(*) from number_order where state = 'FAILED'").execute()
                .subscribe().with(rows -> {
                    failed.set(rows.iterator().next().getLong(0));
                    counting.set(false);
                }, failure -> {
                    counting.set(false);
                    LOG.debugf("failed orders could not be counted: %s", failure.getClass().getName());
                });
    }
}
