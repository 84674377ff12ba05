package dev.hilo.provisioning.number;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.hilo.provisioning.OwnContext;
import dev.hilo.provisioning.carrier.CarrierFailure;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import org.jboss.logging.Logger;

/** Has the numbers compared when it is due, and tells the metrics how many differ. */
@ApplicationScoped
class DriftClock {

    private static final Logger LOG = Logger.getLogger(DriftClock.class);

    private final WatchDrift watchDrift;
    private final DriftRows drift;
    private final OwnContext ownContext;
    private final DriftConfig config;
    private final Vertx vertx;
    private final AtomicLong drifted = new AtomicLong();
    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile boolean stopped;

    DriftClock(WatchDrift watchDrift, DriftRows drift, OwnContext ownContext, DriftConfig config, Vertx vertx,
            MeterRegistry meters) {
        this.watchDrift = watchDrift;
        this.drift = drift;
        this.ownContext = ownContext;
        this.config = config;
        this.vertx = vertx;
        var _ = Gauge.builder("hilo.numbers.drifted", drifted, AtomicLong::get)
                .description("Active numbers that differ from what is wanted at the carrier").register(meters);
    }

    void start(@Observes StartupEvent started) {
        var _ = vertx.setPeriodic(config.look().toMillis(), _ -> look());
    }

    void stop(@Observes ShutdownEvent stopping) {
        stopped = true;
    }

    private void look() {
        if (stopped || !looking.compareAndSet(false, true)) {
            return;
        }
        // A subscription by hand: nobody waits for the clock.
        var _ = ownContext.run(() -> drift.claim(config.every()).chain(mine -> mine
                ? watchDrift.compareAll().replaceWithVoid()
                : Uni.createFrom().voidItem())
                .onFailure(CarrierFailure.class).recoverWithUni(failure -> {
                    LOG.infof("numbers could not be compared: %s", failure.getMessage());
                    return Uni.createFrom().voidItem();
                })
                .chain(drift::count)).subscribe().with(count -> {
                    drifted.set(count);
                    looking.set(false);
                }, failure -> {
                    looking.set(false);
                    LOG.warnf("numbers could not be compared: %s", failure.toString());
                });
    }
}
