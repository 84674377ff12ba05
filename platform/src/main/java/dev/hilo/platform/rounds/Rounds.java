package dev.hilo.platform.rounds;

import java.time.Duration;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;

/**
 * Work that is done again and again on the side, and for which nobody waits: one round at a time, none any more once the
 * service stops, and an outage is said when it begins and when it is over instead of at every round.
 */
@ApplicationScoped
public class Rounds {

    private final Vertx vertx;
    private volatile boolean stopped;

    Rounds(Vertx vertx) {
        this.vertx = vertx;
    }

    /**
     * The first round comes after one pause, or when {@link Round#begin} asks for it.
     *
     * @param pause from beginning to beginning; a round that takes longer is waited for
     * @param meanwhile for the log, what is so as long as rounds fail: "old keys stay"
     */
    @CanIgnoreReturnValue
    public Round every(Duration pause, String meanwhile, Supplier<? extends Uni<?>> work) {
        var round = new Round(work, meanwhile, () -> stopped);
        var _ = vertx.setPeriodic(pause.toMillis(), _ -> round.begin());
        return round;
    }

    /**
     * Rounds that say themselves when the next is due, by how long they worked and what they left.
     *
     * @param meanwhile for the log, as with {@link #every}
     */
    public void resting(Rest rest, String meanwhile, Supplier<Uni<Left>> work) {
        new RestingRound(vertx, rest, work, new Outage(meanwhile, () -> stopped), () -> stopped)
                .comesAfter(rest.pause());
    }

    void stop(@Observes ShutdownEvent stopping) {
        stopped = true;
    }
}
