package dev.hilo.messaging.audit;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/** The recorded changes, newest first. */
@ApplicationScoped
class AuditTrail {

    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {
    };

    private static final String PAGE = """
            select id, at, user_name, what, subject, cast(before as text) as before, cast(after as text) as after
            from audit
            where (cast($1 as text) is null or what = $1 or split_part(what, '.', 1) = $1)
                and (cast($2 as text) is null or user_name = $2)
                and (cast($3 as timestamptz) is null or at >= $3)
                and (cast($4 as timestamptz) is null or at < $4)
                and (cast($5 as uuid) is null or id < $5)
            order by id desc limit $6
            """;

    /**
     * @param what such as {@code label.changed}
     * @param subject which one
     * @param before absent when it was made
     * @param after absent when it was deleted
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Entry(UUID id, Instant at, String user, String what, String subject, @Nullable Map<String, Object> before,
            @Nullable Map<String, Object> after) {
    }

    /**
     * What a reader looks for; what is absent is not asked for.
     *
     * @param what a kind of thing ({@code label}) or one kind of change ({@code label.changed})
     * @param after the last entry of the page before
     */
    record Query(@Nullable String what, @Nullable String user, @Nullable Instant from, @Nullable Instant to,
            @Nullable UUID after, int limit) {
    }

    private final Pool database;
    private final ObjectMapper json;

    AuditTrail(Pool database, ObjectMapper json) {
        this.database = database;
        this.json = json;
    }

    /** One more than the limit when there are more. */
    Uni<List<Entry>> page(Query query) {
        return database.preparedQuery(PAGE)
                .execute(Tuple.from(new @Nullable Object[]{query.what(), query.user(),
                        query.from() == null ? null : query.from().atOffset(ZoneOffset.UTC),
                        query.to() == null ? null : query.to().atOffset(ZoneOffset.UTC), query.after(),
                        query.limit() + 1}))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(this::entryOf).toList());
    }

    private Entry entryOf(Row row) {
        return new Entry(row.getUUID("id"), row.getOffsetDateTime("at").toInstant(), row.getString("user_name"),
                row.getString("what"), row.getString("subject"), read(row.getString("before")),
                read(row.getString("after")));
    }

    private @Nullable Map<String, Object> read(@Nullable String side) {
        try {
            return side == null ? null : json.readValue(side, OBJECT);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
