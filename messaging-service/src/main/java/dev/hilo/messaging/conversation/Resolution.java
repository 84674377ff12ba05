package dev.hilo.messaging.conversation;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

import dev.hilo.contracts.PhoneNumber;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * A thread was closed. One that is opened again by hand goes on as the same case: closing it again moves its end.
 *
 * @param openedAt when the case began: with its thread, or when the contact opened a closed one by writing
 * @param labels those the thread carried then
 */
record Resolution(UUID id, UUID threadId, PhoneNumber did, String by, Instant openedAt, Instant closedAt,
        List<String> labels) {

    static final String INSERT = """
            insert into resolution (id, thread_id, did, by, opened_at, closed_at, labels)
            select r.id, r.thread_id, r.did, r.who, r.opened_at, r.closed_at, string_to_array(r.labels, E'\\x1f')
            from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::timestamptz[], $6::timestamptz[],
                $7::text[]) as r(id, thread_id, did, who, opened_at, closed_at, labels)
            on conflict (thread_id, opened_at) do update
                set by = excluded.by, closed_at = excluded.closed_at, labels = excluded.labels
            """;

    /** The columns of {@link #insert}. */
    static final Class<?>[] INSERTED = {UUID.class, UUID.class, String.class, String.class, OffsetDateTime.class,
            OffsetDateTime.class, String.class};

    Tuple insert() {
        return Tuple.from(new Object[]{id, threadId, did.value(), by, openedAt.atOffset(ZoneOffset.UTC),
                closedAt.atOffset(ZoneOffset.UTC), String.join(ThreadRow.BETWEEN, labels)});
    }
}
