package dev.hilo.platform.rounds;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;

/** Work whose next round is set when one has ended: never two at a time. */
final class RestingRound {

    private final Vertx vertx;
    private final Rest rest;
    private final Supplier<Uni<Left>> work;
    private final Outage outage;
    private final BooleanSupplier stopped;

    RestingRound(Vertx vertx, Rest rest, Supplier<Uni<Left>> work, Outage outage, BooleanSupplier stopped) {
        this.vertx = vertx;
        this.rest = rest;
        this.work = work;
        this.outage = outage;
        this.stopped = stopped;
    }

    void comesAfter(Duration pause) {
        if (!stopped.getAsBoolean()) {
            // A timer takes no less than a millisecond.
            var _ = vertx.setTimer(Math.max(1, pause.toMillis()), _ -> begin());
        }
    }

    private void begin() {
        if (stopped.getAsBoolean()) {
            return;
        }
        var began = System.nanoTime();
        var _ = Uni.createFrom().deferred(work::get).map(left -> rest.after(left, since(began)))
                .subscribe().with(pause -> {
                    outage.over();
                    comesAfter(pause);
                }, failure -> {
                    outage.seen(failure);
                    comesAfter(rest.afterFailure(since(began)));
                });
    }

    private static Duration since(long began) {
        return Duration.ofNanos(System.nanoTime() - began);
    }
}
