package dev.hilo.provisioning.order;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.Topics;
import dev.hilo.platform.identity.Ids;
import dev.hilo.platform.outbox.Outbox;
import io.quarkus.hibernate.reactive.panache.PanacheQuery;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * The tables {@code number_order} and {@code number_order_step}. Orders come with their steps. Whoever changes one says
 * {@link #tell} in the same transaction.
 */
@ApplicationScoped
class Orders implements PanacheRepositoryBase<NumberOrder, UUID> {

    private static final List<OrderState> OPEN = List.of(OrderState.RUNNING, OrderState.FAILED);
    /** Above every UUID: where a list begins that has the newest first. */
    private static final UUID NEWEST = new UUID(-1, -1);

    private final Outbox outbox;
    private final Clock clock;
    private final Ids ids;

    Orders(Outbox outbox, Clock clock, Ids ids) {
        this.outbox = outbox;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * Puts the order as it stands into the outbox, in the caller's transaction and after its changes. The caller holds the
     * number's row, so the topic has them in their order; {@code Outbox.published()} follows the commit.
     */
    Uni<Void> tell(NumberOrder order) {
        return nextTry(order).chain(at -> getSession().chain(session -> outbox.append(session,
                new Outbox.Batch().add(Topics.NUMBER_ORDERS, order.did().value(),
                        order.record(ids.next(), clock.instant(), at)))));
    }

    /** Locked until the transaction ends. */
    Uni<NumberOrder> lock(UUID id) {
        return findById(id, LockModeType.PESSIMISTIC_WRITE)
                .onItem().ifNull().failWith(() -> new IllegalStateException("no order " + id))
                .call(order -> Mutiny.fetch(order.steps()));
    }

    /** The one that is under way or waits for a person, locked, if any. The caller holds the number's row. */
    Uni<List<NumberOrder>> lockOpen(PhoneNumber did) {
        return withSteps(find("did = ?1 and state in ?2", did.value(), OPEN).withLock(LockModeType.PESSIMISTIC_WRITE));
    }

    /** The newest, if there ever was one. */
    Uni<List<NumberOrder>> newest(PhoneNumber did) {
        return withSteps(find("did = ?1 order by requestedAt desc, id desc", did.value()).page(0, 1));
    }

    /** The newest that ended well where one of this kind ends, if any. */
    Uni<List<NumberOrder>> newestDone(PhoneNumber did, OrderKind kind) {
        return withSteps(find("did = ?1 and kind in ?2 and state = ?3 order by requestedAt desc, id desc", did.value(),
                kind.withSameEnd(), OrderState.DONE).page(0, 1));
    }

    /**
     * Orders of all numbers, the newest first: an id begins with the time it was made.
     *
     * @param before only older ones than this; null for all
     */
    Uni<List<NumberOrder>> latest(boolean openOnly, @Nullable UUID before, int limit) {
        var states = openOnly ? OPEN : List.of(OrderState.values());
        return find("state in ?1 and id < ?2 order by id desc", states, before == null ? NEWEST : before)
                .page(0, limit).list().chain(found -> found.isEmpty()
                        ? Uni.createFrom().item(found)
                        : list("from NumberOrder o left join fetch o.steps where o.id in ?1 order by o.id desc",
                                found.stream().map(NumberOrder::id).toList()));
    }

    /** As the table has it: what waits was put off there, by the database's clock. */
    private Uni<@Nullable Instant> nextTry(NumberOrder order) {
        return order.waits()
                ? getSession().chain(session -> session
                        .createQuery("select o.nextRunAt from NumberOrder o where o.id = ?1", Instant.class)
                        .setParameter(1, order.id()).getSingleResult())
                : Uni.createFrom().nullItem();
    }

    private static Uni<List<NumberOrder>> withSteps(PanacheQuery<NumberOrder> query) {
        return query.<NumberOrder>list().call(found -> found.isEmpty()
                ? Uni.createFrom().voidItem()
                : Mutiny.fetch(found.getFirst().steps()).replaceWithVoid());
    }
}
