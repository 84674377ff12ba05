package dev.hilo.messaging.conversation;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

import dev.hilo.contracts.PhoneNumber;
import io.vertx.mutiny.sqlclient.Tuple;

/**
 * A contact who waited got an answer.
 *
 * @param askedAt since when they waited
 * @param labels those the thread carried then
 */
record Reply(UUID id, UUID threadId, PhoneNumber did, String author, Instant askedAt, Instant repliedAt,
        List<String> labels) {

    static final String INSERT = """
            insert into reply (id, thread_id, did, author, asked_at, replied_at, labels)
            select r.id, r.thread_id, r.did, r.author, r.asked_at, r.replied_at, string_to_array(r.labels, E'\\x1f')
            from unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::timestamptz[], $6::timestamptz[],
                $7::text[]) as r(id, thread_id, did, author, asked_at, replied_at, labels)
            """;

    /** The columns of {@link #insert}. */
    static final Class<?>[] INSERTED = {UUID.class, UUID.class, String.class, String.class, OffsetDateTime.class,
            OffsetDateTime.class, String.class};

    Tuple insert() {
        return Tuple.from(new Object[]{id, threadId, did.value(), author, askedAt.atOffset(ZoneOffset.UTC),
                repliedAt.atOffset(ZoneOffset.UTC), String.join(ThreadRow.BETWEEN, labels)});
    }
}
