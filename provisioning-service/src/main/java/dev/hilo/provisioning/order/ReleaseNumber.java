package dev.hilo.provisioning.order;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.platform.failpoint.Step;
import dev.hilo.platform.idempotency.Answer;
import dev.hilo.platform.idempotency.Idempotency;
import dev.hilo.platform.idempotency.KeyedRequest;
import dev.hilo.platform.identity.Ids;
import dev.hilo.platform.outbox.Outbox;
import dev.hilo.platform.problem.ProblemException;
import dev.hilo.provisioning.ProvisioningProblem;
import dev.hilo.provisioning.number.NumberState;
import dev.hilo.provisioning.number.NumberView;
import dev.hilo.provisioning.number.Numbers;
import dev.hilo.provisioning.number.OwnDid;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/**
 * Gives a number back, an active one after a while in which a person may still keep it. That it waits is in its order's
 * row: whichever instance runs when the time has come goes on with it.
 */
@ApplicationScoped
class ReleaseNumber {

    private final Orders orders;
    private final Numbers numbers;
    private final Leases leases;
    private final OrderSweeper sweeper;
    private final Idempotency idempotency;
    private final Outbox outbox;
    private final OrderConfig config;
    private final Clock clock;
    private final Ids ids;

    ReleaseNumber(Orders orders, Numbers numbers, Leases leases, OrderSweeper sweeper, Idempotency idempotency,
            Outbox outbox, OrderConfig config, Clock clock, Ids ids) {
        this.orders = orders;
        this.numbers = numbers;
        this.leases = leases;
        this.sweeper = sweeper;
        this.idempotency = idempotency;
        this.outbox = outbox;
        this.config = config;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * Fails with a problem 404 for a number that was never ours, 409 for one with which something else is under way.
     *
     * @param now without waiting, also when it waits already
     */
    @Step
    Uni<OrderView> release(PhoneNumber did, boolean now, String by) {
        return inTransaction(() -> numbers.lock(did).chain(state -> orders.lockOpen(did).chain(open -> open.isEmpty()
                ? releaseFirst(did, state, now, by)
                : releaseBeside(open.getFirst(), state, now, by))));
    }

    /** Fails with a problem 409 unless the number waits to be given back. */
    @Step
    Uni<Answer> keep(PhoneNumber did, KeyedRequest keyed) {
        return inTransaction(() -> Panache.getSession().chain(session -> idempotency.once(session, keyed,
                () -> numbers.lock(did).chain(_ -> orders.lockOpen(did)).chain(this::keep)
                        .map(number -> idempotency.answer(200, number)))));
    }

    private Uni<NumberView> keep(List<NumberOrder> open) {
        var release = open.stream().filter(NumberOrder::isCooling).findFirst().orElseThrow(
                () -> ProblemException.of(ProvisioningProblem.NOTHING_TO_KEEP,
                        "It does not wait to be given back, or that has begun already"));
        release.cancel(clock.instant());
        return orders.tell(release).chain(() -> numbers.keep(release.did()));
    }

    private Uni<OrderView> releaseFirst(PhoneNumber did, NumberState state, boolean now, String by) {
        return OrderKind.RELEASE.hasBroughtAbout(state)
                ? orders.newestDone(did, OrderKind.RELEASE)
                        .map(done -> done.stream().findFirst().orElseThrow(OwnDid::unknown).view())
                : start(did, state, now, by);
    }

    private Uni<OrderView> releaseBeside(NumberOrder open, NumberState state, boolean now, String by) {
        return switch (Beside.of(OrderKind.RELEASE, open.kind(), open.state())) {
            case ANSWER -> now && open.isCooling() ? hurry(open) : Uni.createFrom().item(open.view());
            case RESUME -> resume(open);
            case REPLACE -> replace(open).chain(() -> start(open.did(), state, now, by));
            case REFUSE -> throw PlaceOrder.busy(open);
        };
    }

    /** Only from an active number may anybody still want to send. */
    private Uni<OrderView> start(PhoneNumber did, NumberState state, boolean now, String by) {
        var placedAt = clock.instant();
        var cooling = now || state != NumberState.ACTIVE ? Duration.ZERO : config.cooling();
        var order = NumberOrder.placed(did, OrderKind.RELEASE, null, by, ids, placedAt);
        order.coolDown(placedAt.plus(cooling), placedAt);
        return orders.persistAndFlush(order).chain(() -> due(order, cooling));
    }

    private Uni<OrderView> hurry(NumberOrder cooling) {
        cooling.coolDown(clock.instant(), clock.instant());
        return due(cooling, Duration.ZERO);
    }

    private Uni<OrderView> resume(NumberOrder failed) {
        failed.resume(null);
        return due(failed, Duration.ZERO);
    }

    /** Before the new one is written, for the table allows one open order. */
    private Uni<Void> replace(NumberOrder failed) {
        failed.cancel(clock.instant());
        return orders.flush().chain(() -> orders.tell(failed));
    }

    private Uni<OrderView> due(NumberOrder order, Duration after) {
        return leases.postpone(order.id(), after)
                .chain(() -> numbers.releaseAt(order.did(), clock.instant().plus(after)))
                .chain(() -> orders.tell(order)).replaceWith(order::view);
    }

    private <T> Uni<T> inTransaction(Supplier<Uni<T>> work) {
        return Panache.withTransaction(work).invoke(() -> {
            outbox.published();
            sweeper.wake();
        });
    }
}
