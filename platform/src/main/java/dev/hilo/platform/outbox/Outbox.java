package dev.hilo.platform.outbox;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.contracts.HiloEvent;
import dev.hilo.platform.database.Columns;
import dev.hilo.platform.event.EventCodec;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Writes events into the outbox in the transaction that makes them true. The caller holds the lock on what the key
 * names (the thread's row, the number's row), so the table's order is the order of the key.
 * <p>
 * The table, in each service's migrations:
 *
 * <pre>
 * create table outbox (
 *     id          bigint generated always as identity primary key,
 *     topic       text        not null,
 *     key         text        not null,
 *     event_id    uuid        not null,
 *     type        text        not null,
 *     occurred_at timestamptz not null,
 *     payload     bytea       not null
 * );
 * </pre>
 */
@ApplicationScoped
public class Outbox {

    private final OutboxRelay relay;

    Outbox(OutboxRelay relay) {
        this.relay = relay;
    }

    /** One transaction's events, in their order. */
    public static final class Batch {

        private final List<OutboxRow> rows = new ArrayList<>();

        public Batch add(String topic, String key, HiloEvent event) {
            rows.add(new OutboxRow(topic, key, event));
            return this;
        }

        public boolean isEmpty() {
            return rows.isEmpty();
        }
    }

    /** Appends within the connection's open transaction; call {@link #published} when it has committed. */
    public Uni<Void> append(SqlConnection transaction, Batch batch) {
        if (batch.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<Tuple> tuples = batch.rows.stream().map(OutboxRow::tuple).toList();
        return transaction.preparedQuery(OutboxRow.INSERT_ALL).execute(Columns.of(tuples, OutboxRow.TYPES))
                .replaceWithVoid();
    }

    /** As {@link #append(SqlConnection, Batch)}, within a Hibernate session's transaction. */
    public Uni<Void> append(Mutiny.Session session, Batch batch) {
        Uni<Void> all = Uni.createFrom().voidItem();
        for (var row : batch.rows) {
            // Hibernate's spelling of the driver's $1.
            var insert = session.createNativeQuery(OutboxRow.INSERT.replace('$', '?'))
                    .setParameter(1, row.topic())
                    .setParameter(2, row.key())
                    .setParameter(3, row.event().id())
                    .setParameter(4, EventCodec.typeOf(row.event()))
                    .setParameter(5, row.event().occurredAt().atOffset(ZoneOffset.UTC))
                    .setParameter(6, EventCodec.write(row.event()));
            all = all.chain(() -> insert.executeUpdate().replaceWithVoid());
        }
        return all;
    }

    /** Tells the relay that there is something to publish; without it the relay finds it at its next look. */
    public void published() {
        relay.wake();
    }
}
