package dev.hilo.provisioning.order;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
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
import dev.hilo.provisioning.campaign.CampaignPlaces;
import dev.hilo.provisioning.number.NumberState;
import dev.hilo.provisioning.number.NumberWish;
import dev.hilo.provisioning.number.Numbers;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/**
 * Accepts what a person wants done with a number. The number's row is locked first, so of many requests at once one
 * makes the order and the others are answered with it.
 */
@ApplicationScoped
class PlaceOrder {

    private final Orders orders;
    private final Numbers numbers;
    private final CampaignPlaces places;
    private final Leases leases;
    private final OrderSweeper sweeper;
    private final Idempotency idempotency;
    private final Outbox outbox;
    private final Clock clock;
    private final Ids ids;

    PlaceOrder(Orders orders, Numbers numbers, CampaignPlaces places, Leases leases, OrderSweeper sweeper,
            Idempotency idempotency, Outbox outbox, Clock clock, Ids ids) {
        this.orders = orders;
        this.numbers = numbers;
        this.places = places;
        this.leases = leases;
        this.sweeper = sweeper;
        this.idempotency = idempotency;
        this.outbox = outbox;
        this.clock = clock;
        this.ids = ids;
    }

    @Step
    Uni<Answer> provision(PhoneNumber did, NumberWish wish, String by, KeyedRequest keyed) {
        return places.see(wish.campaign(), 1).chain(seen -> once(keyed, () -> places.hold(seen)
                .chain(() -> numbers.lockOrCreate(did))
                .call(state -> takePlace(state, seen, did))
                .chain(state -> place(did, OrderKind.PROVISION, state, wish, by))));
    }

    /** An active number keeps the campaign that it has, whatever a repeated wish says. */
    private Uni<Void> takePlace(NumberState state, CampaignPlaces.Seen seen, PhoneNumber did) {
        return state == NumberState.ACTIVE ? Uni.createFrom().voidItem() : places.take(seen, did);
    }

    /**
     * Wires up numbers that the account has already; each is an order of its own, and one that fails holds up no other.
     * Answers with the orders in the numbers' order, which is also the order in which their rows are locked. When their
     * campaign has not a place for each that needs one, none of them is.
     */
    @Step
    Uni<Answer> adopt(List<PhoneNumber> dids, NumberWish wish, String by, KeyedRequest keyed) {
        return places.see(wish.campaign(), dids.size()).chain(seen -> inTransaction(() -> Panache.getSession()
                .chain(session -> idempotency.once(session, keyed, () -> places.hold(seen)
                        .chain(() -> adoptEach(dids, wish, seen, by))
                        .map(placed -> idempotency.answer(202, placed))))));
    }

    private Uni<List<OrderView>> adoptEach(List<PhoneNumber> dids, NumberWish wish, CampaignPlaces.Seen seen,
            String by) {
        return Multi.createFrom().iterable(new TreeSet<>(dids))
                .onItem().transformToUniAndConcatenate(did -> numbers.lockOrCreate(did)
                        .call(state -> takePlace(state, seen, did))
                        .chain(state -> place(did, OrderKind.ADOPT, state, wish, by)))
                .collect().asList();
    }

    /** Sets an active number right at the carrier, as it is wanted. Fails with a problem 409 for one that is not active. */
    @Step
    Uni<Answer> repair(PhoneNumber did, String by, KeyedRequest keyed) {
        return once(keyed, () -> numbers.lock(did).chain(state -> {
            if (state != NumberState.ACTIVE) {
                throw ProblemException.of(ProvisioningProblem.NUMBER_BUSY,
                        "Only an active number is repaired; this one is " + state.wire());
            }
            return numbers.wanted(did)
                    .chain(wanted -> place(did, OrderKind.REPAIR, state, new NumberWish(null, wanted.campaign(), null),
                            by));
        }));
    }

    /** Lets a failed order go on, if wanted without its campaign. */
    Uni<Answer> retry(PhoneNumber did, boolean skipCampaign, KeyedRequest keyed) {
        return once(keyed, () -> numbers.lock(did).chain(_ -> orders.lockOpen(did))
                .chain(open -> retry(open.stream().findFirst().orElseThrow(PlaceOrder::nothingToRetry), skipCampaign)));
    }

    private Uni<OrderView> retry(NumberOrder open, boolean skipCampaign) {
        if (open.state() == OrderState.RUNNING) {
            return Uni.createFrom().item(open.view());
        }
        var campaign = skipCampaign ? null : open.campaignId();
        var stay = skipCampaign && open.kind() == OrderKind.MOVE
                ? numbers.stayInCampaign(open.did())
                : Uni.createFrom().voidItem();
        return stay.chain(() -> resume(open, new NumberWish(null, campaign, null)));
    }

    private Uni<OrderView> place(PhoneNumber did, OrderKind kind, NumberState state, NumberWish wish,
            String by) {
        return orders.lockOpen(did).chain(found -> found.isEmpty()
                ? placeFirst(did, kind, state, wish, by)
                : placeBeside(found.getFirst(), did, kind, wish, by));
    }

    private Uni<OrderView> placeFirst(PhoneNumber did, OrderKind kind, NumberState state, NumberWish wish,
            String by) {
        return kind.hasBroughtAbout(state) ? finished(did, kind, wish, by) : start(did, kind, wish, by);
    }

    private Uni<OrderView> placeBeside(NumberOrder open, PhoneNumber did, OrderKind kind, NumberWish wish,
            String by) {
        return switch (Beside.of(kind, open.kind(), open.state())) {
            case ANSWER -> Uni.createFrom().item(open.view());
            case RESUME -> resume(open, wish);
            case REPLACE -> replace(open).chain(() -> start(did, kind, wish, by));
            case REFUSE -> throw busy(open);
        };
    }

    private Uni<OrderView> start(PhoneNumber did, OrderKind kind, NumberWish wish, String by) {
        var order = NumberOrder.placed(did, kind, wish.campaign(), by, ids, clock.instant());
        return orders.persist(order).chain(() -> tell(order, wish)).chain(() -> orders.tell(order))
                .replaceWith(order::view);
    }

    private Uni<OrderView> resume(NumberOrder order, NumberWish wish) {
        order.resume(wish.campaign());
        return leases.postpone(order.id(), Duration.ZERO).chain(() -> tell(order, wish))
                .chain(() -> orders.tell(order)).replaceWith(order::view);
    }

    /** Before the new one is written, for the table allows one open order. */
    private Uni<Void> replace(NumberOrder open) {
        open.cancel(clock.instant());
        return orders.flush().chain(() -> orders.tell(open));
    }

    /** The order that brought the number where it is; one that came there some other way gets an order that finds it so. */
    private Uni<OrderView> finished(PhoneNumber did, OrderKind kind, NumberWish wish, String by) {
        return orders.newestDone(did, kind).chain(done -> done.isEmpty()
                ? start(did, kind, wish, by)
                : Uni.createFrom().item(done.getFirst().view()));
    }

    private Uni<Void> tell(NumberOrder order, NumberWish wish) {
        return switch (order.kind()) {
            case PROVISION, ADOPT -> numbers.provision(order.did(), wish);
            case REPAIR, MOVE -> Uni.createFrom().voidItem();
            case RELEASE -> numbers.releaseAt(order.did(), clock.instant());
        };
    }

    private Uni<Answer> once(KeyedRequest keyed, Supplier<Uni<OrderView>> work) {
        return inTransaction(() -> Panache.getSession().chain(session -> idempotency.once(session, keyed,
                () -> work.get().map(order -> idempotency.answer(order.state().isOpen() ? 202 : 200, order)))));
    }

    private <T> Uni<T> inTransaction(Supplier<Uni<T>> work) {
        return Panache.withTransaction(work).invoke(() -> {
            outbox.published();
            sweeper.wake();
        });
    }

    static ProblemException busy(NumberOrder open) {
        return ProblemException.of(ProvisioningProblem.NUMBER_BUSY,
                "An order to " + open.kind().wire() + " this number is under way");
    }

    private static ProblemException nothingToRetry() {
        return ProblemException.of(ProvisioningProblem.NOTHING_TO_RETRY, "No order of this number has failed");
    }
}
