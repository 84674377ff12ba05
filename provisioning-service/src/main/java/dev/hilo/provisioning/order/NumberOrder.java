package dev.hilo.provisioning.order;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.provisioning.OrderRecord;
import dev.hilo.platform.identity.Ids;
import org.jspecify.annotations.Nullable;

/**
 * One order with its steps. Who works on it is decided by the lease in the table, by the database's clock; here it is
 * only read: a worker whose fence is not the order's has lost it and may change nothing.
 */
@Entity
@Table(name = "number_order")
class NumberOrder {

    private static final Set<StepName> HAPPENS_ONCE = Set.of(StepName.BUY, StepName.COOL_DOWN);

    @Id
    private UUID id;

    @Column(name = "did")
    private String did;

    @Enumerated(EnumType.STRING)
    @Column(name = "kind")
    private OrderKind kind;

    @Enumerated(EnumType.STRING)
    @Column(name = "state")
    private OrderState state;

    @Column(name = "campaign_id")
    private @Nullable String campaignId;

    @Column(name = "requested_by")
    private String requestedBy;

    @Column(name = "requested_at")
    private Instant requestedAt;

    @Column(name = "finished_at")
    private @Nullable Instant finishedAt;

    @Column(name = "next_run_at", insertable = false, updatable = false)
    private @Nullable Instant nextRunAt;

    @Column(name = "fence", insertable = false, updatable = false)
    private long fence;

    @OneToMany(mappedBy = "order", cascade = CascadeType.PERSIST)
    @OrderBy("position")
    private List<OrderStep> steps = new ArrayList<>();

    /** For Hibernate. */
    protected NumberOrder() {
    }

    static NumberOrder placed(PhoneNumber did, OrderKind kind, @Nullable String campaignId, String by, Ids ids,
            Instant at) {
        var order = new NumberOrder();
        order.id = ids.next();
        order.did = did.value();
        order.kind = kind;
        order.state = OrderState.RUNNING;
        order.campaignId = campaignId;
        order.requestedBy = by;
        order.requestedAt = at;
        for (var name : kind.steps()) {
            order.steps.add(new OrderStep(ids.next(), order, order.steps.size(), name));
        }
        return order;
    }

    UUID id() {
        return id;
    }

    PhoneNumber did() {
        return new PhoneNumber(did);
    }

    OrderKind kind() {
        return kind;
    }

    OrderState state() {
        return state;
    }

    @Nullable
    String campaignId() {
        return campaignId;
    }

    List<OrderStep> steps() {
        return steps;
    }

    /** Whether the holder of this lease is still the one who works on it. */
    boolean isHeldBy(Lease lease) {
        return state == OrderState.RUNNING && fence == lease.fence();
    }

    /** The step to do now; empty when all are over. */
    Optional<OrderStep> nextStep() {
        return steps.stream().filter(step -> !step.state().isOver()).findFirst();
    }

    OrderStep step(StepName name) {
        return steps.stream().filter(step -> step.name() == name).findFirst()
                .orElseThrow(() -> new IllegalStateException(kind + " has no step " + name));
    }

    void finish(Instant at) {
        become(OrderState.DONE);
        finishedAt = at;
    }

    void gone(Instant at) {
        become(OrderState.GONE);
        finishedAt = at;
    }

    void fail() {
        become(OrderState.FAILED);
    }

    void cancel(Instant at) {
        become(OrderState.CANCELLED);
        steps.stream().filter(step -> step.state() == StepState.WAITING)
                .forEach(step -> step.end(StepState.SKIPPED, at));
        finishedAt = at;
    }

    /** A number is given back: at that time, or at once. */
    void coolDown(Instant until, Instant at) {
        if (until.isAfter(at)) {
            step(StepName.COOL_DOWN).rest(at);
            nextRunAt = until;
        } else {
            step(StepName.COOL_DOWN).end(StepState.SKIPPED, at);
        }
    }

    /** Whether the number waits to be given back, and nothing has been done about it yet. */
    boolean isCooling() {
        return state == OrderState.RUNNING
                && nextStep().filter(step -> step.name() == StepName.COOL_DOWN).isPresent();
    }

    /**
     * A person tries a failed order again. What was bought stays bought, and who has waited need not wait again;
     * everything else is looked at anew, since any of it may be what the last step found wrong.
     */
    void resume(@Nullable String newCampaignId) {
        become(OrderState.RUNNING);
        campaignId = newCampaignId;
        steps.stream().filter(step -> !step.state().isOver() || !HAPPENS_ONCE.contains(step.name()))
                .forEach(OrderStep::reset);
    }

    /** Whether a step of it goes on by itself after a while. */
    boolean waits() {
        return state == OrderState.RUNNING && steps.stream().anyMatch(step -> step.state() == StepState.WAITING);
    }

    /** @param nextTryAt when it goes on, if it waits */
    OrderRecord record(UUID eventId, Instant at, @Nullable Instant nextTryAt) {
        return new OrderRecord(eventId, at, id, did(), kind.wire(), state.onTheWire(), shownCampaign(), requestedBy,
                requestedAt.truncatedTo(ChronoUnit.MICROS), OrderStep.asKept(finishedAt), nextTryAt,
                steps.stream().map(OrderStep::onTheWire).toList());
    }

    OrderView view() {
        return new OrderView(id, did, kind, state, shownCampaign(), requestedBy, requestedAt, finishedAt,
                waits() ? nextRunAt : null, steps.stream().map(OrderStep::view).toList());
    }

    private @Nullable String shownCampaign() {
        return MoveNumber.NONE.equals(campaignId) ? null : campaignId;
    }

    private void become(OrderState next) {
        if (!state.canBecome(next)) {
            throw new IllegalStateException("an order that is " + state + " cannot become " + next);
        }
        state = next;
    }
}
