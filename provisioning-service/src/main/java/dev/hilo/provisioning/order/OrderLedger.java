package dev.hilo.provisioning.order;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.platform.failpoint.Step;
import dev.hilo.platform.outbox.Outbox;
import dev.hilo.provisioning.carrier.CarrierFailure;
import dev.hilo.provisioning.carrier.CarrierNumber;
import dev.hilo.provisioning.number.Numbers;
import dev.hilo.provisioning.webhook.OurWebhook;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Commits the start and the end of each step, each in a transaction of its own. A worker that lost its lease changes
 * nothing: what it did at the carrier is found again by the one that took over.
 */
@ApplicationScoped
class OrderLedger {

    private static final Logger LOG = Logger.getLogger(OrderLedger.class);
    private static final int LONGEST_WORDS = 500;

    private final Orders orders;
    private final Leases leases;
    private final Numbers numbers;
    private final Outbox outbox;
    private final OurWebhook webhook;
    private final RetryPolicy policy;
    private final OrderConfig config;
    private final Clock clock;

    OrderLedger(Orders orders, Leases leases, Numbers numbers, Outbox outbox, OurWebhook webhook, OrderConfig config,
            Clock clock) {
        this.orders = orders;
        this.leases = leases;
        this.numbers = numbers;
        this.outbox = outbox;
        this.webhook = webhook;
        this.policy = new RetryPolicy(config.retry());
        this.config = config;
        this.clock = clock;
    }

    /** Commits that the next step starts; empty when there is nothing to do for the holder of this lease. */
    Uni<Optional<StepTask>> start(Lease lease) {
        return Panache
                .withTransaction(() -> lock(lease).chain(order -> telling(order, lease, () -> start(order, lease))))
                .invoke(outbox::published);
    }

    /** Commits how a step ended. True when there is a next one to go on with at once. */
    @Step
    Uni<Boolean> end(Lease lease, StepTask task, StepResult result) {
        return Panache.withTransaction(() -> lock(lease).chain(order -> settle(order, lease, task, result)))
                .invoke(outbox::published);
    }

    /** Puts the order down, for whoever comes next. */
    Uni<Void> putDown(Lease lease) {
        return Panache.withTransaction(() -> lock(lease)
                .chain(order -> order.isHeldBy(lease) ? leases.postpone(order.id(), Duration.ZERO) : nothing()));
    }

    /** The number first, as everybody does who locks both: two who begin at different ends wait for each other. */
    private Uni<NumberOrder> lock(Lease lease) {
        return numbers.lock(lease.did()).chain(() -> orders.lock(lease.order()));
    }

    /** A worker that lost its lease changes nothing, and has nothing to tell. */
    private <T> Uni<T> telling(NumberOrder order, Lease lease, Supplier<Uni<T>> change) {
        return order.isHeldBy(lease) ? change.get().call(() -> orders.tell(order)) : change.get();
    }

    private Uni<Optional<StepTask>> start(NumberOrder order, Lease lease) {
        if (!order.isHeldBy(lease)) {
            return Uni.createFrom().item(Optional.empty());
        }
        var step = order.nextStep().orElseThrow(() -> new IllegalStateException("a running order without a step"));
        if (step.attempts() >= config.retry().attempts()) {
            // Only a worker that dies in the step again and again gets here: an answered failure was judged before.
            var interrupted = CarrierFailure.of(CarrierFailure.Kind.UNCERTAIN, "interrupted",
                    "The step was interrupted too often");
            return giveUp(order, step, interrupted).replaceWith(Optional.empty());
        }
        step.start(clock.instant());
        var task = new StepTask(step.name(), order.did(), order.campaignId(), order.id().toString());
        return leases.renew(order.id()).replaceWith(Optional.of(task));
    }

    /** Its end is the end of the transaction, before the commit. */
    @Step
    Uni<Boolean> settle(NumberOrder order, Lease lease, StepTask task, StepResult result) {
        return telling(order, lease, () -> end(order, lease, task, result));
    }

    private Uni<Boolean> end(NumberOrder order, Lease lease, StepTask task, StepResult result) {
        if (!order.isHeldBy(lease)) {
            LOG.infof("order %s: another worker took over during %s", order.id(), task.step());
            return Uni.createFrom().item(false);
        }
        var step = order.step(task.step());
        return switch (result) {
            case StepResult.Done() -> over(order, step, StepState.DONE, null);
            case StepResult.Skipped() -> over(order, step, StepState.SKIPPED, null);
            case StepResult.Verified(var actual) -> over(order, step, StepState.DONE, actual);
            case StepResult.Gone(var code, var words) -> gone(order, step, code, words).replaceWith(false);
            case StepResult.Failed(var failure) -> failed(order, step, failure).replaceWith(false);
        };
    }

    private Uni<Boolean> over(NumberOrder order, OrderStep step, StepState how, @Nullable CarrierNumber actual) {
        step.end(how, clock.instant());
        if (order.nextStep().isPresent()) {
            return leases.renew(order.id()).replaceWith(true);
        }
        order.finish(clock.instant());
        LOG.infof("order %s: %s done", order.id(), order.kind());
        return switch (order.kind()) {
            case PROVISION, ADOPT -> numbers.activate(order.did(), verified(actual)).replaceWith(false);
            case REPAIR, MOVE -> numbers.read(order.did(), verified(actual)).replaceWith(false);
            case RELEASE -> numbers.release(order.did()).replaceWith(false);
        };
    }

    private Uni<Void> gone(NumberOrder order, OrderStep step, String code, String words) {
        step.fail(code, shown(words), clock.instant());
        order.gone(clock.instant());
        LOG.infof("order %s: the number was sold to somebody else (%s)", order.id(), code);
        // It will never be in its campaign, and holds no place there.
        return numbers.fail(order.did()).chain(() -> numbers.want(order.did(), null));
    }

    private Uni<Void> failed(NumberOrder order, OrderStep step, CarrierFailure failure) {
        var chance = ThreadLocalRandom.current().nextDouble();
        var pause = policy.pauseAfter(step.name(), failure, step.attempts(), chance);
        if (pause.isEmpty()) {
            return giveUp(order, step, failure);
        }
        step.postpone(failure.code(), shown(failure.words()));
        LOG.infof("order %s: %s is tried again in %s (%s)", order.id(), step.name(), pause.get(), failure.code());
        return leases.postpone(order.id(), pause.get());
    }

    private Uni<Void> giveUp(NumberOrder order, OrderStep step, CarrierFailure failure) {
        step.fail(failure.code(), shown(failure.words()), clock.instant());
        order.fail();
        LOG.warnf("order %s: %s failed (%s) and waits for a person", order.id(), step.name(), failure.code());
        return switch (order.kind()) {
            // A number that should be gone and is not, or perhaps is: nobody may count on it until somebody has looked.
            case PROVISION, ADOPT, RELEASE -> numbers.fail(order.did());
            // It is as active as it was; its drift stays on the list.
            case REPAIR, MOVE -> nothing();
        };
    }

    private String shown(String words) {
        var masked = webhook.mask(words);
        return masked.length() > LONGEST_WORDS ? masked.substring(0, LONGEST_WORDS) : masked;
    }

    private static CarrierNumber verified(@Nullable CarrierNumber actual) {
        if (actual == null) {
            throw new IllegalStateException("the last step of an order that wires up verifies");
        }
        return actual;
    }

    private static Uni<Void> nothing() {
        return Uni.createFrom().voidItem();
    }
}
