package dev.hilo.messaging.triage;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.messaging.audit.Audit;
import dev.hilo.messaging.audit.Audited;
import dev.hilo.messaging.conversation.Conversation;
import dev.hilo.messaging.conversation.Conversations;
import dev.hilo.messaging.conversation.Turn;
import dev.hilo.platform.access.Caller;
import dev.hilo.platform.idempotency.Answer;
import dev.hilo.platform.idempotency.Idempotency;
import dev.hilo.platform.idempotency.KeyedRequest;
import dev.hilo.platform.identity.Ids;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/** An agent goes home: all they have goes to somebody else at once, or back to all. */
@ApplicationScoped
class HandOver {

    private static final String MINE = """
            select t.id, t.did from thread t
            where t.assignee = $1 and (t.state = 'OPEN' or ($2 and t.state = 'SNOOZED')) order by t.id limit $3
            """;

    /** More than anybody works on; what is beyond is left for another time. */
    static final int MOST = 2_000;

    /**
     * What is handed over, and to whom.
     *
     * @param note a line for whoever goes on, written into each thread
     * @param snoozed those that sleep too
     */
    record Wish(Turn to, @Nullable String note, boolean snoozed) {
    }

    /**
     * What became of it.
     *
     * @param left stayed, since who is to have them does not see their number
     * @param ids those that went, so that they can be taken back
     */
    record HandedOver(int threads, int left, List<UUID> ids) {
    }

    private final Takers takers;
    private final Conversations conversations;
    private final Idempotency idempotency;
    private final Audit audit;
    private final Ids ids;

    HandOver(Takers takers, Conversations conversations, Idempotency idempotency, Audit audit, Ids ids) {
        this.takers = takers;
        this.conversations = conversations;
        this.idempotency = idempotency;
        this.audit = audit;
        this.ids = ids;
    }

    Uni<Answer> handOver(Caller caller, Wish wish, KeyedRequest keyed) {
        return takers.of(caller, wish.to()).chain(takes -> conversations.change(transaction -> idempotency
                .once(transaction, keyed, 200, () -> handOver(transaction, caller, wish, takes))));
    }

    private Uni<HandedOver> handOver(SqlConnection transaction, Caller caller, Wish wish,
            Predicate<PhoneNumber> takes) {
        return transaction.preparedQuery(MINE).execute(Tuple.of(caller.user(), wish.snoozed(), MOST))
                .chain(rows -> {
                    List<UUID> theirs = StreamSupport.stream(rows.spliterator(), false)
                            .filter(row -> takes.test(new PhoneNumber(row.getString(1))))
                            .map(row -> row.getUUID(0)).toList();
                    return conversations.lock(transaction, theirs)
                            .map(found -> found.values().stream()
                                    .filter(thread -> pass(thread, caller.user(), wish)).toList())
                            .call(passed -> conversations.save(transaction, passed))
                            .call(passed -> record(transaction, caller, wish, passed.size()))
                            .map(passed -> new HandedOver(passed.size(), rows.size() - theirs.size(),
                                    passed.stream().map(Conversation::id).toList()));
                });
    }

    /** @return false when somebody else took it in the meantime */
    private boolean pass(Conversation thread, String user, Wish wish) {
        if (!user.equals(thread.view().assignee())) {
            return false;
        }
        if (wish.note() != null) {
            var _ = thread.note(ids.next(), wish.note(), user, wish.to() instanceof Turn.Of(var next)
                    ? List.of(next)
                    : List.of());
        }
        return thread.handOver(wish.to(), user);
    }

    private Uni<Void> record(SqlConnection transaction, Caller caller, Wish wish, int threads) {
        return threads == 0
                ? Uni.createFrom().voidItem()
                : audit.record(transaction, new Audit.Change(caller.user(), Audited.THREADS_HANDED_OVER,
                        caller.user(), null, Map.of("threads", threads, "to", switch (wish.to()) {
                            case Turn.Of(var user) -> user;
                            case Turn.OfTeam(var team) -> team;
                            case Turn.Anybodys _ -> "";
                        })));
    }
}
