package dev.hilo.provisioning.order;

import java.util.List;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;

import dev.hilo.contracts.PhoneNumber;
import io.quarkus.hibernate.reactive.panache.PanacheQuery;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

/** The tables {@code number_order} and {@code number_order_step}. Orders come with their steps. */
@ApplicationScoped
class Orders implements PanacheRepositoryBase<NumberOrder, UUID> {

    private static final List<OrderState> OPEN = List.of(OrderState.RUNNING, OrderState.FAILED);

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

    private static Uni<List<NumberOrder>> withSteps(PanacheQuery<NumberOrder> query) {
        return query.<NumberOrder>list().call(found -> found.isEmpty()
                ? Uni.createFrom().voidItem()
                : Mutiny.fetch(found.getFirst().steps()).replaceWithVoid());
    }
}
