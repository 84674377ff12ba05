package dev.hilo.platform.rounds;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import io.smallrye.mutiny.Uni;

/** One kind of work that comes round. */
public final class Round {

    private final Supplier<? extends Uni<?>> work;
    private final Outage outage;
    private final BooleanSupplier stopped;
    private final AtomicBoolean underWay = new AtomicBoolean();

    Round(Supplier<? extends Uni<?>> work, String meanwhile, BooleanSupplier stopped) {
        this.work = work;
        this.outage = new Outage(meanwhile, stopped);
        this.stopped = stopped;
    }

    /** Begins a round now, if none is under way. */
    public void begin() {
        if (stopped.getAsBoolean() || !underWay.compareAndSet(false, true)) {
            return;
        }
        var _ = Uni.createFrom().deferred(work::get).onTermination().invoke(() -> underWay.set(false))
                .subscribe().with(_ -> outage.over(), outage::seen);
    }
}
