package dev.hilo.platform.outbox;

import java.time.ZoneOffset;
import java.util.List;

import dev.hilo.contracts.HiloEvent;
import dev.hilo.platform.event.EventCodec;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Tuple;

/** An event on its way to a topic, as the outbox table holds it. */
record OutboxRow(String topic, String key, HiloEvent event) {

    static final String INSERT = """
            insert into outbox (topic, key, event_id, type, occurred_at, payload) values ($1, $2, $3, $4, $5, $6)
            """;

    Tuple tuple() {
        return Tuple.from(List.of(topic, key, event.id(), EventCodec.typeOf(event),
                event.occurredAt().atOffset(ZoneOffset.UTC), Buffer.buffer(EventCodec.write(event))));
    }
}
