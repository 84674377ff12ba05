package dev.hilo.messaging.triage;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.hilo.contracts.messaging.ThreadView;
import dev.hilo.messaging.conversation.Conversations;
import dev.hilo.messaging.conversation.Turn;
import dev.hilo.messaging.number.Visibility;
import dev.hilo.messaging.number.VisibleNumbers;
import dev.hilo.messaging.thread.Threads;
import dev.hilo.platform.access.Caller;
import dev.hilo.platform.idempotency.Answer;
import dev.hilo.platform.idempotency.Idempotency;
import dev.hilo.platform.idempotency.KeyedRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * Gives an agent the thread whose contact has waited longest and whom nobody has taken. A row that another transaction
 * holds is passed over: of two who ask at once, each gets another thread, and neither waits for the other.
 */
@ApplicationScoped
class ClaimNext {

    private static final String WAITING = """
            from thread t
            where t.unanswered and t.assignee is null and t.state = 'OPEN'
                and ($1 or t.did = any($2)) and ($3 or t.team is null or t.team = any($4))
                and ($5 = '' or t.did = $5) and ($6 = '' or t.team = $6)
            """;

    private static final String NEXT = "select t.id " + WAITING
            + " order by t.waiting_since, t.id limit 1 for update of t skip locked";

    private static final String COUNT = "select count(*), min(t.waiting_since) " + WAITING;

    private static final String MINE = """
            select count(*) filter (where t.state = 'OPEN'), count(*) filter (where t.state = 'SNOOZED')
            from thread t where t.assignee = $1
            """;

    /** Long enough for a text that is being stored to let go of its thread. */
    private static final String PAUSE = "select pg_sleep(0.02)";
    private static final int ATTEMPTS = 10;

    /**
     * Which threads somebody may be given.
     *
     * @param did of this number only
     * @param team of those handed to this team only
     */
    record Wanted(Caller caller, @Nullable String did, @Nullable String team) {

        private Tuple parameters(Visibility visible) {
            var dids = switch (visible) {
                case Visibility.Everything _ -> new String[0];
                case Visibility.Only only -> only.asArray();
            };
            return Tuple.tuple().addBoolean(visible instanceof Visibility.Everything).addArrayOfString(dids)
                    .addBoolean(caller.isManager()).addArrayOfString(caller.teams().toArray(String[]::new))
                    .addString(Objects.requireNonNullElse(did, "")).addString(Objects.requireNonNullElse(team, ""));
        }
    }

    /**
     * How many contacts wait for whoever comes next.
     *
     * @param oldestSince absent when nobody waits
     * @param mine how many open threads the caller has
     * @param asleep and how many that are snoozed
     */
    record Waiting(long waiting, @Nullable Instant oldestSince, long mine, long asleep) {
    }

    /**
     * What the caller has now.
     *
     * @param formerTeam the team whose turn it was until then, so that it can be given back
     */
    record Claimed(@JsonUnwrapped ThreadView thread, long unread,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String formerTeam) {
    }

    private final Pool database;
    private final VisibleNumbers visibleNumbers;
    private final Conversations conversations;
    private final Threads threads;
    private final Idempotency idempotency;

    ClaimNext(Pool database, VisibleNumbers visibleNumbers, Conversations conversations, Threads threads,
            Idempotency idempotency) {
        this.database = database;
        this.visibleNumbers = visibleNumbers;
        this.conversations = conversations;
        this.threads = threads;
        this.idempotency = idempotency;
    }

    Uni<Waiting> waiting(Wanted wanted) {
        return visibleNumbers.of(wanted.caller())
                .chain(visible -> database.preparedQuery(COUNT).execute(wanted.parameters(visible)))
                .chain(rows -> database.preparedQuery(MINE).execute(Tuple.of(wanted.caller().user()))
                        .map(mine -> waitingOf(rows.iterator().next(), mine.iterator().next())));
    }

    /** The thread, or 204 when nobody waits. */
    Uni<Answer> claim(Wanted wanted, KeyedRequest keyed) {
        return visibleNumbers.of(wanted.caller()).map(wanted::parameters)
                .chain(parameters -> conversations.change(transaction -> idempotency.once(transaction, keyed,
                        () -> next(transaction, parameters, ATTEMPTS).chain(thread -> thread == null
                                ? Uni.createFrom().item(idempotency.answer(204, null))
                                : take(transaction, wanted.caller(), thread)
                                        .map(claimed -> idempotency.answer(200, claimed))))));
    }

    /** Null only when nobody waits: somebody whose thread is merely locked is tried again. */
    private Uni<@Nullable UUID> next(SqlConnection transaction, Tuple parameters, int attempts) {
        return transaction.preparedQuery(NEXT).execute(parameters)
                .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(row -> row.getUUID(0)).findFirst()
                        .orElse(null))
                .chain(found -> found != null || attempts == 0
                        ? Uni.createFrom().item(found)
                        : transaction.preparedQuery(COUNT).execute(parameters).chain(rows -> isNone(rows.iterator()
                                .next())
                                        ? Uni.createFrom().nullItem()
                                        : transaction.query(PAUSE).execute()
                                                .chain(() -> next(transaction, parameters, attempts - 1))));
    }

    private static Waiting waitingOf(Row waiting, Row mine) {
        var oldest = waiting.getOffsetDateTime(1);
        return new Waiting(waiting.getLong(0), oldest == null ? null : oldest.toInstant(), mine.getLong(0),
                mine.getLong(1));
    }

    private static boolean isNone(Row row) {
        return row.getLong(0) == 0;
    }

    private Uni<Claimed> take(SqlConnection transaction, Caller caller, UUID thread) {
        return conversations.lock(transaction, List.of(thread))
                .map(found -> found.values().iterator().next())
                .chain(conversation -> {
                    var formerTeam = conversation.view().team();
                    var _ = conversation.assign(new Turn.Of(caller.user()), caller.user());
                    return conversations.save(transaction, List.of(conversation))
                            .chain(() -> threads.unread(transaction, caller, thread))
                            .map(unread -> new Claimed(conversation.view(), unread, formerTeam));
                });
    }
}
