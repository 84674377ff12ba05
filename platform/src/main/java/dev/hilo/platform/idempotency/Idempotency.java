package dev.hilo.platform.idempotency;

import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hilo.platform.problem.CommonProblem;
import dev.hilo.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * One effect per caller and key, and one answer, byte for byte. The key is claimed in the transaction that has the
 * effect, and the answer is kept there too: a request that failed has left nothing behind and may be asked again.
 * Nobody waits for anybody: a request whose twin is under way is told so at once.
 * <p>
 * An endpoint adopts it with one line in the resource and one in the use case:
 *
 * <pre>
 * var keyed = currentRequest.keyed(request);
 * return idempotency.respond(keyed, cancelMessage.cancel(caller.get(), id, keyed));
 *
 * database.withTransaction(transaction -&gt; idempotency.once(transaction, keyed, 202, () -&gt; cancel(transaction, id)))
 * </pre>
 *
 * The table, in each service's migrations:
 *
 * <pre>
 * create table idempotency (
 *     caller     text        not null,
 *     key        text        not null,
 *     request    text        not null,
 *     status     integer,
 *     body       bytea,
 *     created_at timestamptz not null,
 *     primary key (caller, key)
 * );
 * create index idempotency_by_age on idempotency (created_at);
 * </pre>
 */
@ApplicationScoped
public class Idempotency {

    /**
     * The lock ends with the transaction, so it is held exactly while the answer is still to come. Who gets it although
     * the answer was committed in the same moment finds the key taken.
     */
    private static final String CLAIM = """
            with known as materialized (
                select key from idempotency where caller = $1 and key = $2),
            door as materialized (
                select case when exists (select from known) then false
                    else pg_try_advisory_xact_lock(cast($3 as bigint)) end as open),
            claimed as (
                insert into idempotency (caller, key, request, created_at)
                select cast($4 as text), cast($5 as text), cast($6 as text), cast($7 as timestamptz)
                from door where door.open
                on conflict (caller, key) do nothing
                returning key)
            select case when exists (select from claimed) then 'CLAIMED'
                when door.open or exists (select from known) then 'ANSWERED'
                else 'IN_FLIGHT' end
            from door
            """;

    private static final String KEEP = """
            update idempotency set status = $1, body = $2 where caller = $3 and key = $4
            """;

    private static final String ANSWERED = """
            select request, status, body from idempotency where caller = $1 and key = $2 and status is not null
            """;

    private enum Claimed {
        CLAIMED, ANSWERED, IN_FLIGHT
    }

    /** Ends a transaction that must not have its effect twice; {@link #respond} then gives the answer of the first. */
    private static final class Repeated extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Repeated() {
            super("answered before", null, false, false);
        }
    }

    private final Pool database;
    private final ObjectMapper json;
    private final Clock clock;

    Idempotency(Pool database, ObjectMapper json, Clock clock) {
        this.database = database;
        this.json = json;
        this.clock = clock;
    }

    /** The effect within the connection's open transaction, if this key has not had it; its result is the answer's body. */
    public Uni<Answer> once(SqlConnection transaction, KeyedRequest request, int status,
            Supplier<? extends Uni<?>> effect) {
        return once(transaction, request, () -> effect.get().map(result -> answer(status, result)));
    }

    /** As {@link #once(SqlConnection, KeyedRequest, int, Supplier)}, for an effect that decides the status. */
    public Uni<Answer> once(SqlConnection transaction, KeyedRequest request, Supplier<Uni<Answer>> effect) {
        var key = request.key();
        return key == null
                ? effect.get()
                : transaction.preparedQuery(CLAIM).execute(claim(request, key))
                        .invoke(rows -> goOnIfClaimed(rows.iterator().next().getString(0)))
                        .chain(effect::get)
                        .call(answer -> transaction.preparedQuery(KEEP)
                                .execute(Tuple.of(answer.status(), answer.body(), request.caller(), key)));
    }

    /** As {@link #once(SqlConnection, KeyedRequest, Supplier)}, within a Hibernate session's transaction. */
    public Uni<Answer> once(Mutiny.Session session, KeyedRequest request, Supplier<Uni<Answer>> effect) {
        var key = request.key();
        return key == null
                ? effect.get()
                : claim(session, request, key)
                        .invoke(Idempotency::goOnIfClaimed)
                        .chain(effect::get)
                        .call(answer -> keep(session, request, key, answer));
    }

    /**
     * The response of a request: what its work answered, or what the same request was answered before. A rule that would
     * refuse it today does not undo yesterday's answer, so that is looked for before the refusal is told.
     */
    public Uni<Response> respond(KeyedRequest request, Uni<Answer> work) {
        return work
                .onFailure(failure -> mayHaveBeenAnswered(request, failure))
                .recoverWithUni(failure -> answeredBefore(request)
                        .map(before -> before == null ? orElse(failure) : before))
                .map(Answer::response);
    }

    /** What this request was answered before; null when it was not. For work too dear to be done in vain. */
    public Uni<@Nullable Answer> answeredBefore(KeyedRequest request) {
        var key = request.key();
        if (key == null) {
            return Uni.createFrom().nullItem();
        }
        return database.preparedQuery(ANSWERED).execute(Tuple.of(request.caller(), key)).map(rows -> {
            if (rows.size() == 0) {
                return null;
            }
            var row = rows.iterator().next();
            if (!request.fingerprint().equals(row.getString("request"))) {
                throw ProblemException.of(CommonProblem.IDEMPOTENCY_MISMATCH,
                        "the key was used for a request with another content");
            }
            return new Answer(row.getInteger("status"), row.getBuffer("body").getDelegate());
        });
    }

    /** @param body what becomes JSON; null for an answer without a body */
    public Answer answer(int status, @Nullable Object body) {
        try {
            return new Answer(status, body == null ? Buffer.buffer() : Buffer.buffer(json.writeValueAsBytes(body)));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Forgets the keys from before that moment with their answers; what they made keeps its own id. */
    public Uni<Void> forget(Instant before) {
        return database.preparedQuery("delete from idempotency where created_at < $1")
                .execute(Tuple.of(before.atOffset(ZoneOffset.UTC))).replaceWithVoid();
    }

    private Tuple claim(KeyedRequest request, String key) {
        return Tuple.tuple().addString(request.caller()).addString(key)
                .addLong(CurrentRequest.lockOf(request.caller(), key))
                .addString(request.caller()).addString(key).addString(request.fingerprint()).addOffsetDateTime(now());
    }

    private Uni<String> claim(Mutiny.Session session, KeyedRequest request, String key) {
        return session.createNativeQuery(forHibernate(CLAIM), String.class)
                .setParameter(1, request.caller()).setParameter(2, key)
                .setParameter(3, CurrentRequest.lockOf(request.caller(), key))
                .setParameter(4, request.caller()).setParameter(5, key).setParameter(6, request.fingerprint())
                .setParameter(7, now())
                .getSingleResult();
    }

    private static Uni<Void> keep(Mutiny.Session session, KeyedRequest request, String key, Answer answer) {
        return session.createNativeQuery(forHibernate(KEEP))
                .setParameter(1, answer.status()).setParameter(2, answer.body().getBytes())
                .setParameter(3, request.caller()).setParameter(4, key)
                .executeUpdate().replaceWithVoid();
    }

    /** Hibernate's spelling of the driver's $1. */
    private static String forHibernate(String sql) {
        return sql.replace('$', '?');
    }

    private static void goOnIfClaimed(String word) {
        switch (Claimed.valueOf(word)) {
            case CLAIMED -> {
                // It is this transaction's.
            }
            case ANSWERED -> throw new Repeated();
            case IN_FLIGHT -> throw inFlight();
        }
    }

    private static boolean mayHaveBeenAnswered(KeyedRequest request, Throwable failure) {
        if (request.key() == null) {
            return false;
        }
        return failure instanceof Repeated
                || (failure instanceof ProblemException refusal && refusal.kind() != CommonProblem.REQUEST_IN_FLIGHT
                        && (refusal.kind().status() == 409 || refusal.kind().status() == 422));
    }

    /** A repeat whose first answer is not to be found: it was just forgotten for its age. */
    private static Answer orElse(Throwable failure) {
        throw failure instanceof ProblemException refusal ? refusal : inFlight();
    }

    private static ProblemException inFlight() {
        return ProblemException.of(CommonProblem.REQUEST_IN_FLIGHT, "ask again with the same key in a second");
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
