package dev.hilo.provisioning.number;

import java.util.concurrent.atomic.AtomicLong;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.hilo.platform.rounds.Rounds;
import dev.hilo.provisioning.OwnContext;
import dev.hilo.provisioning.carrier.CarrierFailure;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import org.jboss.logging.Logger;

/** Has the numbers compared when it is due, and tells the metrics how many differ. */
@ApplicationScoped
class DriftClock {

    private static final Logger LOG = Logger.getLogger(DriftClock.class);

    private final WatchDrift watchDrift;
    private final DriftRows drift;
    private final OwnContext ownContext;
    private final DriftConfig config;
    private final AtomicLong drifted = new AtomicLong();

    DriftClock(WatchDrift watchDrift, DriftRows drift, OwnContext ownContext, DriftConfig config,
            MeterRegistry meters) {
        this.watchDrift = watchDrift;
        this.drift = drift;
        this.ownContext = ownContext;
        this.config = config;
        var _ = Gauge.builder("hilo.numbers.drifted", drifted, AtomicLong::get)
                .description("Active numbers that differ from what is wanted at the carrier").register(meters);
    }

    void start(@Observes StartupEvent started, Rounds rounds) {
        rounds.every(config.look(), "numbers are not compared", () -> ownContext.run(this::look));
    }

    private Uni<?> look() {
        return drift.claim(config.every()).chain(mine -> mine
                ? watchDrift.compareAll().replaceWithVoid()
                : Uni.createFrom().voidItem())
                .onFailure(CarrierFailure.class).recoverWithUni(failure -> {
                    LOG.infof("numbers could not be compared: %s", failure.getMessage());
                    return Uni.createFrom().voidItem();
                })
                .chain(drift::count).invoke(drifted::set);
    }
}
