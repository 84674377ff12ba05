package dev.hilo.provisioning.order;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.hilo.provisioning.OwnContext;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import org.jboss.logging.Logger;

/**
 * Claims orders that are due and has them run: new ones as soon as they are committed, postponed ones when their time
 * has come, and those of a worker that died when its lease has run out.
 */
@ApplicationScoped
class OrderSweeper {

    private static final Logger LOG = Logger.getLogger(OrderSweeper.class);

    private final Leases leases;
    private final RunOrder runOrder;
    private final OwnContext ownContext;
    private final OrderConfig config;
    private final Vertx vertx;
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicBoolean claiming = new AtomicBoolean();
    private final AtomicBoolean wanted = new AtomicBoolean();
    private final AtomicBoolean troubled = new AtomicBoolean();
    private volatile boolean stopped;

    OrderSweeper(Leases leases, RunOrder runOrder, OwnContext ownContext, OrderConfig config, Vertx vertx) {
        this.leases = leases;
        this.runOrder = runOrder;
        this.ownContext = ownContext;
        this.config = config;
        this.vertx = vertx;
    }

    void start(@Observes StartupEvent started) {
        var _ = vertx.setPeriodic(config.look().toMillis(), _ -> wake());
    }

    void stop(@Observes ShutdownEvent stopping) {
        stopped = true;
    }

    /** Looks for orders now. */
    void wake() {
        wanted.set(true);
        if (stopped || running.get() >= config.parallel() || !claiming.compareAndSet(false, true)) {
            return;
        }
        wanted.set(false);
        // A subscription by hand: nobody waits for the sweeper.
        var _ = leases.claim(config.parallel() - running.get()).subscribe().with(this::claimed, this::notClaimed);
    }

    private void claimed(List<Lease> claimed) {
        troubled.set(false);
        claimed.forEach(this::run);
        claiming.set(false);
        if (wanted.get()) {
            wake();
        }
    }

    private void notClaimed(Throwable failure) {
        claiming.set(false);
        if (troubled.compareAndSet(false, true)) {
            LOG.warnf("orders wait, the database cannot be asked: %s", failure.toString());
        }
    }

    private void run(Lease lease) {
        var _ = running.incrementAndGet();
        var _ = ownContext.run(() -> runOrder.run(lease, () -> stopped)).subscribe().with(_ -> ended(), failure -> {
            LOG.warnf("order %s is left until its lease ends: %s", lease.order(), failure.toString());
            ended();
        });
    }

    private void ended() {
        var _ = running.decrementAndGet();
        wake();
    }
}
