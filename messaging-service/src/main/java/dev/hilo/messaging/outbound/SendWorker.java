package dev.hilo.messaging.outbound;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.hilo.messaging.carrier.Answered;
import dev.hilo.messaging.carrier.Carrier;
import dev.hilo.messaging.carrier.CarrierRest;
import dev.hilo.messaging.carrier.Outcome;
import dev.hilo.messaging.outbound.Claims.Claim;
import dev.hilo.messaging.outbound.Claims.Claimed;
import dev.hilo.messaging.outbound.DueTexts.Places;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import org.jboss.logging.Logger;

/**
 * Drains the queue: claims texts, hands each to the carrier at its slot and outside any transaction, and records what
 * came back. Woken by every accepted text, every finished one and the moment of the next; a poll finds what nobody
 * announced.
 */
@ApplicationScoped
class SendWorker {

    private static final Logger LOG = Logger.getLogger(SendWorker.class);
    private static final Duration RECORD_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_RECORD_PAUSE = Duration.ofSeconds(2);
    /** How long before its slot a text is asked again: about what the question takes. */
    private static final Duration LEAD = Duration.ofMillis(8);
    private static final Duration BATCH = Duration.ofMillis(4);
    private static final Claimed NOTHING = new Claimed(List.of(), null);

    private final Claims claims;
    private final LastCheck lastCheck;
    private final Carrier carrier;
    private final CarrierRest rest;
    private final RecordOutcome outcomes;
    private final OutboundConfig config;
    private final Vertx vertx;
    private final Clock clock;
    private final MeterRegistry meters;
    private final Semaphore places;
    private final Semaphore looking = new Semaphore(1);
    /** Claimed ahead, and not handed over. */
    private final Map<UUID, Claim> ahead = new ConcurrentHashMap<>();
    /** Those of them whose slot came while every place was taken. */
    private final Queue<Claim> ready = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean wanted = new AtomicBoolean();
    private final AtomicBoolean soon = new AtomicBoolean();
    private final AtomicBoolean waiting = new AtomicBoolean();
    private final AtomicReference<Instant> alarm = new AtomicReference<>(Instant.MIN);
    private volatile boolean stopped;

    SendWorker(Claims claims, LastCheck lastCheck, Carrier carrier, CarrierRest rest, RecordOutcome outcomes,
            OutboundConfig config, Vertx vertx, Clock clock, MeterRegistry meters) {
        this.claims = claims;
        this.lastCheck = lastCheck;
        this.carrier = carrier;
        this.rest = rest;
        this.outcomes = outcomes;
        this.config = config;
        this.vertx = vertx;
        this.clock = clock;
        this.meters = meters;
        this.places = new Semaphore(config.concurrency());
    }

    void start(@Observes StartupEvent started) {
        meters.gauge("hilo.send.under.way", places, free -> config.concurrency() - free.availablePermits());
        meters.gauge("hilo.send.ahead", ahead, Map::size);
        var _ = vertx.setPeriodic(config.poll().toMillis(), _ -> wake());
        var _ = vertx.setPeriodic(config.sweep().toMillis(), _ -> sweep());
    }

    /**
     * Takes no more texts, gives back those whose slot has not come, and waits for those under way: an interrupted call
     * would leave its outcome unknown.
     */
    void stop(@Observes ShutdownEvent stopping) throws InterruptedException {
        stopped = true;
        if (!looking.tryAcquire(3, TimeUnit.SECONDS)) {
            LOG.warn("stopping while texts are being claimed; their leases will name them unconfirmed");
        }
        giveBackAll();
        if (!places.tryAcquire(config.concurrency(), 8, TimeUnit.SECONDS)) {
            LOG.warn("stopping with calls to the carrier under way; their leases will name them unconfirmed");
        }
    }

    private void giveBackAll() throws InterruptedException {
        var givenBack = new CountDownLatch(1);
        giveBack(ahead.keySet().stream().map(ahead::remove).filter(Objects::nonNull).toList(), "stopped",
                givenBack::countDown);
        if (!givenBack.await(3, TimeUnit.SECONDS)) {
            LOG.warn("stopping while texts are being given back");
        }
    }

    /** They were not handed over. */
    private void giveBack(List<Claim> claims, String why, Runnable then) {
        var _ = lastCheck.giveBack(claims, why).subscribe().with(_ -> then.run(), failure -> {
            LOG.warnf("%d texts could not be given back; their leases will name them unconfirmed: %s", claims.size(),
                    failure.toString());
            then.run();
        });
    }

    void wake() {
        wanted.set(true);
        if (stopped || !looking.tryAcquire()) {
            return;
        }
        wanted.set(false);
        // Subscribed by hand: nobody waits for the worker.
        var _ = Uni.createFrom().deferred(this::claim).subscribe().with(this::begin, failure -> {
            looking.release();
            // Said once, not at every poll, until it works again.
            if (!waiting.getAndSet(true)) {
                LOG.warnf("the queue waits: %s", failure.toString());
            }
        });
    }

    private Uni<Claimed> claim() {
        var free = new Places(Math.max(0, places.availablePermits() - ready.size()),
                Math.max(0, config.ahead() - ahead.size()));
        if (free.all() == 0) {
            return Uni.createFrom().item(NOTHING);
        }
        return rest.current().chain(resting -> {
            if (resting.isEmpty()) {
                return claims.claim(free);
            }
            if (resting.get().until().isAfter(clock.instant())) {
                return Uni.createFrom().item(new Claimed(List.of(), resting.get().until()));
            }
            // Time to try: with one text, and alone.
            return places.availablePermits() == config.concurrency() && ahead.isEmpty()
                    ? claims.claim(new Places(1, 0))
                    : Uni.createFrom().item(NOTHING);
        });
    }

    private void begin(Claimed claimed) {
        waiting.set(false);
        if (stopped) {
            giveBack(claimed.claims(), "stopped", looking::release);
            return;
        }
        for (var claim : claimed.claims()) {
            if (claim.ahead()) {
                await(claim);
            } else if (places.tryAcquire()) {
                atItsSlot(claim);
            } else {
                // Those ahead took the places meanwhile.
                ahead.put(claim.messageId(), claim);
                line(claim);
            }
        }
        looking.release();
        if (wanted.get() || !claimed.claims().isEmpty()) {
            wake();
        } else if (claimed.nextAt() != null) {
            wakeAt(claimed.nextAt());
        }
    }

    /** What is further away than the poll is the poll's. */
    private void wakeAt(Instant moment) {
        var now = clock.instant();
        var set = alarm.get();
        if (Duration.between(now, moment).compareTo(config.poll()) < 0
                && (set.isBefore(now) || moment.isBefore(set)) && alarm.compareAndSet(set, moment)) {
            var _ = vertx.setTimer(millisUntil(moment), _ -> wake());
        }
    }

    private void await(Claim claim) {
        ahead.put(claim.messageId(), claim);
        var _ = vertx.setTimer(millisUntil(claim.slot().minus(LEAD)), _ -> come(claim));
    }

    private long millisUntil(Instant moment) {
        return Math.max(1, Duration.between(clock.instant(), moment).toMillis());
    }

    /** Its slot comes. */
    private void come(Claim claim) {
        if (!places.tryAcquire()) {
            line(claim);
        } else if (ahead.remove(claim.messageId()) == null) {
            // Given back meanwhile.
            places.release();
        } else {
            depart(claim);
        }
    }

    /** Every place is taken, or was a moment ago: then nobody else may come by who looks after this one. */
    private void line(Claim claim) {
        ready.add(claim);
        if (places.availablePermits() > 0) {
            next();
        }
    }

    private void next() {
        var next = ready.poll();
        if (next != null) {
            come(next);
        }
    }

    private void depart(Claim claim) {
        var _ = rest.until()
                .chain(resting -> resting.isPresent()
                        ? lastCheck.giveBack(List.of(claim), "resting").<LastCheck.Answer>replaceWith(
                                new LastCheck.Answer.Stopped())
                        : lastCheck.check(claim))
                .onFailure().retry().withBackOff(RECORD_PAUSE, LONGEST_RECORD_PAUSE)
                .expireIn(config.lease().dividedBy(2).toMillis())
                .subscribe().with(answer -> {
                    switch (answer) {
                        case LastCheck.Answer.Go _ -> atItsSlot(claim);
                        case LastCheck.Answer.Later later -> later(later.claim());
                        case LastCheck.Answer.Stopped _ -> finished();
                    }
                }, failure -> {
                    LOG.errorf(failure, "message %s: whether it may leave could not be asked", claim.messageId());
                    finished();
                });
    }

    private void later(Claim claim) {
        await(claim);
        if (stopped && ahead.remove(claim.messageId()) != null) {
            giveBack(List.of(claim), "stopped", this::finished);
        } else {
            finished();
        }
    }

    private void atItsSlot(Claim claim) {
        var left = Duration.between(clock.instant(), claim.slot());
        if (left.toMillis() > 0) {
            var _ = vertx.setTimer(left.toMillis(), _ -> handOver(claim));
        } else {
            handOver(claim);
        }
    }

    /** Its place is taken already. */
    private void handOver(Claim claim) {
        var late = Duration.between(claim.slot(), clock.instant());
        meters.timer("hilo.send.slot.lateness").record(late.isNegative() ? Duration.ZERO : late);
        if (late.compareTo(config.lease().dividedBy(2)) > 0) {
            // This process was stopped for so long that somebody else may soon decide about it.
            giveBack(List.of(claim), "too late", this::finished);
            return;
        }
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
        next();
        // While most places are taken, a few are freed before the next claim: a batch costs little more than one.
        if (places.availablePermits() * 4 >= config.concurrency()) {
            wake();
        } else if (soon.compareAndSet(false, true)) {
            var _ = vertx.setTimer(BATCH.toMillis(), _ -> {
                soon.set(false);
                wake();
            });
        }
    }

    /** For as long as the lease lasts: the answer is known only here. */
    private Uni<Void> recorded(Claim claim, Answered answered, Duration took) {
        return Uni.createFrom().deferred(() -> outcomes.record(claim, answered, took))
                .onFailure().retry().withBackOff(RECORD_PAUSE, LONGEST_RECORD_PAUSE)
                .expireIn(config.lease().toMillis());
    }

    private void watch(Answered answered) {
        meters.counter("hilo.send.outcomes", "outcome", answered.outcome().getClass().getSimpleName()).increment();
        if (answered.outcome() instanceof Outcome.NotAccepted not
                && not.reason() == Outcome.Reason.UNAUTHORIZED) {
            meters.counter("hilo.send.unauthorized").increment();
        }
    }

    private void sweep() {
        if (stopped) {
            return;
        }
        var _ = outcomes.giveUpOverdue().chain(found -> lastCheck.expire().map(more -> found || more))
                .subscribe().with(found -> {
                    if (found) {
                        wake();
                        sweep();
                    }
                }, failure -> LOG.warnf("overdue leases wait: %s", failure.toString()));
    }
}
