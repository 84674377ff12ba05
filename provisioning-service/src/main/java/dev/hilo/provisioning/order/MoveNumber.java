package dev.hilo.provisioning.order;

import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.platform.failpoint.Step;
import dev.hilo.platform.identity.Ids;
import dev.hilo.platform.outbox.Outbox;
import dev.hilo.platform.problem.ProblemException;
import dev.hilo.provisioning.ProvisioningProblem;
import dev.hilo.provisioning.campaign.CampaignPlaces;
import dev.hilo.provisioning.campaign.CampaignPlaces.Seen;
import dev.hilo.provisioning.number.NumberState;
import dev.hilo.provisioning.number.Numbers;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/**
 * Accepts that an active number goes into another campaign, or out of any. The campaign's row is locked before the
 * number's, as everybody does who locks both.
 */
@ApplicationScoped
class MoveNumber {

    /** How an order says that the number shall be in no campaign; null would be any. */
    static final String NONE = "";

    private final Orders orders;
    private final Numbers numbers;
    private final CampaignPlaces places;
    private final Leases leases;
    private final OrderSweeper sweeper;
    private final Outbox outbox;
    private final Clock clock;
    private final Ids ids;

    MoveNumber(Orders orders, Numbers numbers, CampaignPlaces places, Leases leases, OrderSweeper sweeper,
            Outbox outbox, Clock clock, Ids ids) {
        this.orders = orders;
        this.numbers = numbers;
        this.places = places;
        this.leases = leases;
        this.sweeper = sweeper;
        this.outbox = outbox;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * Fails with a problem 404 for a number that is not ours, 409 for one that is not active or whose new campaign is
     * full, 422 for a campaign that the carrier does not list.
     *
     * @param campaign null takes it out of any
     */
    @Step
    Uni<OrderView> move(PhoneNumber did, @Nullable String campaign, String by) {
        return places.see(campaign, 1).chain(seen -> inTransaction(() -> places.hold(seen)
                .chain(() -> numbers.lock(did))
                .invoke(MoveNumber::refuseUnlessActive)
                .chain(() -> orders.lockOpen(did))
                .chain(found -> found.isEmpty()
                        ? start(did, seen, by)
                        : moveBeside(found.getFirst(), seen, by))));
    }

    private Uni<OrderView> moveBeside(NumberOrder open, Seen seen, String by) {
        return switch (Beside.of(OrderKind.MOVE, open.kind(), open.state())) {
            case ANSWER -> {
                if (!Objects.equals(open.campaignId(), wanted(seen))) {
                    throw busy("It is on its way into another campaign");
                }
                yield Uni.createFrom().item(open.view());
            }
            case RESUME -> places.take(seen, open.did())
                    .invoke(() -> open.resume(wanted(seen)))
                    .chain(() -> leases.postpone(open.id(), Duration.ZERO))
                    .chain(() -> numbers.want(open.did(), wanted(seen)))
                    .chain(() -> orders.tell(open))
                    .replaceWith(open::view);
            case REPLACE -> {
                open.cancel(clock.instant());
                // Before the new one is written, for the table allows one open order.
                yield orders.flush().chain(() -> orders.tell(open)).chain(() -> start(open.did(), seen, by));
            }
            case REFUSE -> throw busy("An order to " + open.kind().wire() + " this number is under way");
        };
    }

    private Uni<OrderView> start(PhoneNumber did, Seen seen, String by) {
        var order = NumberOrder.placed(did, OrderKind.MOVE, wanted(seen), by, ids, clock.instant());
        return places.take(seen, did).chain(() -> orders.persist(order))
                .chain(() -> numbers.want(did, wanted(seen)))
                .chain(() -> orders.tell(order))
                .replaceWith(order::view);
    }

    private static String wanted(Seen seen) {
        return seen.campaign() == null ? NONE : seen.campaign();
    }

    private static void refuseUnlessActive(NumberState state) {
        if (state != NumberState.ACTIVE) {
            throw busy("Only an active number changes its campaign; this one is " + state.wire());
        }
    }

    private static ProblemException busy(String why) {
        return ProblemException.of(ProvisioningProblem.NUMBER_BUSY, why);
    }

    private <T> Uni<T> inTransaction(Supplier<Uni<T>> work) {
        return Panache.withTransaction(work).invoke(() -> {
            outbox.published();
            sweeper.wake();
        });
    }
}
