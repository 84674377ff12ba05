package dev.hilo.platform.outbox;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

import dev.hilo.contracts.HiloEvent;
import dev.hilo.platform.event.EventCodec;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Tuple;

/** An event on its way to a topic, as the outbox table holds it. */
record OutboxRow(String topic, String key, HiloEvent event) {

    static final String INSERT = """
            insert into outbox (topic, key, event_id, type, occurred_at, payload) values ($1, $2, $3, $4, $5, $6)
            """;

    /** In their order, which is what the relay goes by. */
    static final String INSERT_ALL = """
            insert into outbox (topic, key, event_id, type, occurred_at, payload)
            select r.topic, r.key, r.event_id, r.type, r.occurred_at, r.payload
            from unnest($1::text[], $2::text[], $3::uuid[], $4::text[], $5::timestamptz[], $6::bytea[])
                with ordinality as r(topic, key, event_id, type, occurred_at, payload, place)
            order by r.place
            """;

    /** The columns of {@link #tuple}. */
    static final Class<?>[] TYPES = {String.class, String.class, UUID.class, String.class, OffsetDateTime.class,
            Buffer.class};

    Tuple tuple() {
        return Tuple.from(List.of(topic, key, event.id(), EventCodec.typeOf(event),
                event.occurredAt().atOffset(ZoneOffset.UTC), Buffer.buffer(EventCodec.write(event))));
    }
}
