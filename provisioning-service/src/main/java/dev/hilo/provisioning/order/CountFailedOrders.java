package dev.hilo.provisioning.order;

import java.util.concurrent.atomic.AtomicLong;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.hilo.platform.rounds.Rounds;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;

/** Tells the metrics how many orders wait for a person; every instance counts all of them. */
@ApplicationScoped
class CountFailedOrders {

    private final Pool database;
    private final OrderConfig config;
    private final AtomicLong failed = new AtomicLong();

    CountFailedOrders(Pool database, OrderConfig config, MeterRegistry meters) {
        this.database = database;
        this.config = config;
        var _ = Gauge.builder("hilo.orders.failed", failed, AtomicLong::get)
                .description("Orders of numbers that failed and wait for a person").register(meters);
    }

    void start(@Observes StartupEvent started, Rounds rounds) {
        rounds.every(config.count(), "failed orders are not counted", this::count).begin();
    }

    private Uni<?> count() {
        return database.query("select count(*) from number_order where state = 'FAILED'").execute()
                .invoke(rows -> failed.set(rows.iterator().next().getLong(0)));
    }
}
