package dev.hilo.messaging.outbound;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.hilo.messaging.carrier.Answered;
import dev.hilo.messaging.carrier.Carrier;
import dev.hilo.messaging.carrier.Outcome;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import org.jboss.logging.Logger;

/**
 * Drains the queue: claims as many texts as it has free places, hands each to the carrier outside any transaction, and
 * records what came back. Woken by every accepted text and every finished one; a poll finds what nobody announced.
 */
@ApplicationScoped
class SendWorker {

    private static final Logger LOG = Logger.getLogger(SendWorker.class);
    private static final Duration SWEEP = Duration.ofSeconds(5);
    private static final Duration RECORD_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_RECORD_PAUSE = Duration.ofSeconds(2);

    private final Claims claims;
    private final Carrier carrier;
    private final RecordOutcome outcomes;
    private final OutboundConfig config;
    private final Vertx vertx;
    private final Clock clock;
    private final MeterRegistry meters;
    private final Semaphore places;
    private final AtomicBoolean claiming = new AtomicBoolean();
    private final AtomicBoolean wanted = new AtomicBoolean();
    private final AtomicBoolean waiting = new AtomicBoolean();
    private volatile boolean stopped;
    private volatile Instant pausedUntil = Instant.MIN;

    SendWorker(Claims claims, Carrier carrier, RecordOutcome outcomes, OutboundConfig config, Vertx vertx,
            Clock clock, MeterRegistry meters) {
        this.claims = claims;
        this.carrier = carrier;
        this.outcomes = outcomes;
        this.config = config;
        this.vertx = vertx;
        this.clock = clock;
        this.meters = meters;
        this.places = new Semaphore(config.concurrency());
    }

    void start(@Observes StartupEvent started) {
        meters.gauge("hilo.send.under.way", places, free -> config.concurrency() - free.availablePermits());
        var _ = vertx.setPeriodic(config.poll().toMillis(), _ -> wake());
        var _ = vertx.setPeriodic(SWEEP.toMillis(), _ -> sweep());
    }

    /** Takes no more texts, and waits for those under way: an interrupted call would leave its outcome unknown. */
    void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
        stopped = true;
        if (!places.tryAcquire(config.concurrency(), 8, TimeUnit.SECONDS)) {
            LOG.warn("stopping with calls to the carrier under way; their leases will name them unconfirmed");
        }
    }

    void wake() {
        wanted.set(true);
        if (stopped || clock.instant().isBefore(pausedUntil) || places.availablePermits() == 0
                || !claiming.compareAndSet(false, true)) {
            return;
        }
        wanted.set(false);
        var free = places.availablePermits();
        // Subscribed by hand: nobody waits for the worker.
        var _ = claims.claim(free).subscribe().with(found -> begin(found, free), failure -> {
            claiming.set(false);
            // Said once, not at every poll, until it works again.
            if (!waiting.getAndSet(true)) {
                LOG.warnf("the queue waits: %s", failure.toString());
            }
        });
    }

    private void begin(List<Claims.Claim> found, int free) {
        waiting.set(false);
        found.forEach(this::handOver);
        claiming.set(false);
        if (wanted.get() || found.size() == free) {
            wake();
        }
    }

    private void handOver(Claims.Claim claim) {
        places.acquireUninterruptibly();
        var began = System.nanoTime();
        var _ = carrier.send(claim.message())
                .invoke(this::watch)
                .chain(answered -> recorded(claim, answered, Duration.ofNanos(System.nanoTime() - began)))
                .subscribe().with(_ -> finished(), failure -> {
                    LOG.errorf(failure, "message %s: its outcome could not be recorded", claim.messageId());
                    finished();
                });
    }

    private void finished() {
        places.release();
        wake();
    }

    /** For as long as the lease lasts: the answer is known only here. */
    private Uni<Void> recorded(Claims.Claim claim, Answered answered, Duration took) {
        return Uni.createFrom().deferred(() -> outcomes.record(claim, answered, took))
                .onFailure().retry().withBackOff(RECORD_PAUSE, LONGEST_RECORD_PAUSE)
                .expireIn(config.lease().toMillis());
    }

    private void watch(Answered answered) {
        meters.counter("hilo.send.outcomes", "outcome", answered.outcome().getClass().getSimpleName()).increment();
        if (answered.outcome() instanceof Outcome.NotAccepted not
                && not.reason() == Outcome.Reason.UNAUTHORIZED) {
            pausedUntil = clock.instant().plus(config.pauseUnauthorized());
            meters.counter("hilo.send.unauthorized").increment();
            LOG.errorf("the carrier does not accept our credentials (BULKVS_API_KEY, BULKVS_API_SECRET): sending rests "
                    + "for %d s", config.pauseUnauthorized().toSeconds());
        }
    }

    private void sweep() {
        if (stopped) {
            return;
        }
        var _ = outcomes.giveUpOverdue().subscribe().with(found -> {
            if (found) {
                wake();
                sweep();
            }
        }, failure -> LOG.warnf("overdue leases wait: %s", failure.toString()));
    }
}
