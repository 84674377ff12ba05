package dev.hilo.messaging.audit;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hilo.platform.identity.Ids;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Records a change in the transaction that makes it: a change without its record, or the other way round, cannot be. */
@ApplicationScoped
public class Audit {

    // An absent side travels as '': a null parameter has no type for the driver.
    private static final String INSERT = """
            insert into audit (id, at, user_name, what, subject, before, after)
            values ($1, $2, $3, $4, $5, cast(nullif(cast($6 as text), '') as jsonb),
                cast(nullif(cast($7 as text), '') as jsonb))
            """;

    /**
     * One change.
     *
     * @param user who made it
     * @param subject which one: a label's key, a template's title, a team, a contact's number
     * @param before what becomes a JSON object, a record or a map; null when there was nothing before
     * @param after as {@code before}; null when there is nothing any more
     */
    public record Change(String user, Audited what, String subject, @Nullable Object before, @Nullable Object after) {
    }

    private final ObjectMapper json;
    private final Ids ids;
    private final Clock clock;

    Audit(ObjectMapper json, Ids ids, Clock clock) {
        this.json = json;
        this.ids = ids;
        this.clock = clock;
    }

    /** Within the connection's open transaction. */
    public Uni<Void> record(SqlConnection transaction, Change change) {
        return transaction.preparedQuery(INSERT)
                .execute(Tuple.tuple().addUUID(ids.next()).addOffsetDateTime(now()).addString(change.user())
                        .addString(change.what().wire()).addString(change.subject())
                        .addString(written(change.before())).addString(written(change.after())))
                .replaceWithVoid();
    }

    /** As {@link #record(SqlConnection, Change)}, within a Hibernate session's transaction. */
    public Uni<Void> record(Mutiny.Session session, Change change) {
        // Hibernate's spelling of the driver's $1.
        return session.createNativeQuery(INSERT.replace('$', '?'))
                .setParameter(1, ids.next())
                .setParameter(2, now())
                .setParameter(3, change.user())
                .setParameter(4, change.what().wire())
                .setParameter(5, change.subject())
                .setParameter(6, written(change.before()))
                .setParameter(7, written(change.after()))
                .executeUpdate().replaceWithVoid();
    }

    private String written(@Nullable Object side) {
        try {
            return side == null ? "" : json.writeValueAsString(side);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private OffsetDateTime now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }
}
