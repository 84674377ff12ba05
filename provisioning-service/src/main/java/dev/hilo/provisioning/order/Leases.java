package dev.hilo.provisioning.order;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.contracts.PhoneNumber;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * Who works on which order, among any number of instances. Times are the database's: the clocks of the instances need
 * not agree.
 */
@ApplicationScoped
class Leases {

    private final Pool database;
    private final OrderConfig config;

    Leases(Pool database, OrderConfig config) {
        this.database = database;
        this.config = config;
    }

    /** Takes orders that are due and that nobody holds, the longest waiting first. */
    Uni<List<Lease>> claim(int atMost) {
        return database.preparedQuery("""
                with due as (
                    select id from number_order
                    where state = 'RUNNING' and next_run_at <= now() and (leased_until is null or leased_until <= now())
                    order by next_run_at limit $1
                    for update skip locked
                )
                update number_order set leased_until = now() + make_interval(secs => $2), fence = number_order.fence + 1
                from due where number_order.id = due.id
                returning number_order.id, number_order.did, number_order.fence
                """).execute(Tuple.of(atMost, seconds(config.lease())))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> new Lease(row.getUUID("id"), new PhoneNumber(row.getString("did")),
                                row.getLong("fence")))
                        .toList());
    }

    /** In the caller's transaction: the full time again, for the next step. */
    Uni<Void> renew(UUID order) {
        return update("update number_order set leased_until = now() + make_interval(secs => ?2) where id = ?1", order,
                config.lease());
    }

    /** In the caller's transaction: free at once, due after a while. */
    Uni<Void> postpone(UUID order, Duration delay) {
        return update("""
                update number_order set leased_until = null, next_run_at = now() + make_interval(secs => ?2)
                where id = ?1
                """, order, delay);
    }

    private static Uni<Void> update(String sql, UUID order, Duration span) {
        return Panache.getSession().chain(session -> session.createNativeQuery(sql).setParameter(1, order)
                .setParameter(2, seconds(span)).executeUpdate()).replaceWithVoid();
    }

    private static double seconds(Duration span) {
        return span.toMillis() / 1000.0;
    }
}
