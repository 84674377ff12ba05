package dev.hilo.messaging.conversation;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import org.jboss.logging.Logger;

/**
 * Tells threads of what was noted for them as rows of a table, in the transaction that caused it: one row after the
 * other until none is left, and never twice at once by this instance. What somebody noted who died right after is found
 * at the next look.
 */
public final class Spread {

    private static final Logger LOG = Logger.getLogger(Spread.class);

    private final String what;
    private final Supplier<Uni<Boolean>> one;
    private final AtomicBoolean busy = new AtomicBoolean();
    private final AtomicBoolean wanted = new AtomicBoolean();
    private final AtomicBoolean failing = new AtomicBoolean();
    private volatile boolean stopped;

    /**
     * @param what is told, for the log
     * @param one does the next row in a transaction of its own, and answers whether there was one
     */
    public Spread(String what, Supplier<Uni<Boolean>> one) {
        this.what = what;
        this.one = one;
    }

    /** @param poll how soon is found what an instance left that died */
    public void start(Vertx vertx, Duration poll) {
        var _ = vertx.setPeriodic(poll.toMillis(), _ -> wake());
    }

    public void stop() {
        stopped = true;
    }

    /** Something was noted, and its transaction has committed. */
    public void wake() {
        wanted.set(true);
        if (stopped || !busy.compareAndSet(false, true)) {
            return;
        }
        wanted.set(false);
        // Subscribed by hand: nobody waits for it.
        var _ = one.get().subscribe().with(worked -> {
            busy.set(false);
            failing.set(false);
            if (worked || wanted.get()) {
                wake();
            }
        }, failure -> {
            busy.set(false);
            if (!failing.getAndSet(true)) {
                LOG.warnf("telling threads of %s waits: %s", what, failure.toString());
            }
        });
    }
}
