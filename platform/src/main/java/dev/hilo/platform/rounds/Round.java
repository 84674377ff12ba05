package dev.hilo.platform.rounds;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import io.smallrye.mutiny.Uni;
import org.jboss.logging.Logger;

/** One kind of work that comes round. */
public final class Round {

    private static final Logger LOG = Logger.getLogger(Round.class);

    private final Supplier<? extends Uni<?>> work;
    private final String meanwhile;
    private final BooleanSupplier stopped;
    private final AtomicBoolean underWay = new AtomicBoolean();
    private volatile boolean failing;

    Round(Supplier<? extends Uni<?>> work, String meanwhile, BooleanSupplier stopped) {
        this.work = work;
        this.meanwhile = meanwhile;
        this.stopped = stopped;
    }

    /** Begins a round now, if none is under way. */
    public void begin() {
        if (stopped.getAsBoolean() || !underWay.compareAndSet(false, true)) {
            return;
        }
        var _ = Uni.createFrom().deferred(work::get).onTermination().invoke(() -> underWay.set(false))
                .subscribe().with(_ -> succeeded(), this::failed);
    }

    private void succeeded() {
        if (failing) {
            failing = false;
            LOG.infof("no longer: %s", meanwhile);
        }
    }

    private void failed(Throwable failure) {
        // What is cut off by the end of the service is no news.
        if (!failing && !stopped.getAsBoolean()) {
            failing = true;
            LOG.warnf("%s: %s", meanwhile, failure.toString());
        }
    }
}
