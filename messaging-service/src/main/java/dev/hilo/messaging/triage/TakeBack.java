package dev.hilo.messaging.triage;

import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.contracts.messaging.ThreadView;
import dev.hilo.messaging.audit.Audit;
import dev.hilo.messaging.audit.Audited;
import dev.hilo.messaging.conversation.Conversation;
import dev.hilo.messaging.conversation.Conversations;
import dev.hilo.messaging.conversation.Turn;
import dev.hilo.messaging.number.Visibility;
import dev.hilo.messaging.number.VisibleNumbers;
import dev.hilo.platform.access.Caller;
import dev.hilo.platform.idempotency.Answer;
import dev.hilo.platform.idempotency.Idempotency;
import dev.hilo.platform.idempotency.KeyedRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;

/** An agent did not go home after all: what they handed over is theirs again, where nobody went on with it. */
@ApplicationScoped
class TakeBack {

    /**
     * What is to come back.
     *
     * @param from whose turn it became; what is somebody else's turn by now stays with them
     */
    record Wish(List<UUID> threads, Turn from) {
    }

    /**
     * What became of it.
     *
     * @param left stayed: passed on, taken or closed since, or of a number that the caller does not see
     */
    record TakenBack(int threads, int left) {
    }

    private final VisibleNumbers visibleNumbers;
    private final Conversations conversations;
    private final Idempotency idempotency;
    private final Audit audit;

    TakeBack(VisibleNumbers visibleNumbers, Conversations conversations, Idempotency idempotency, Audit audit) {
        this.visibleNumbers = visibleNumbers;
        this.conversations = conversations;
        this.idempotency = idempotency;
        this.audit = audit;
    }

    Uni<Answer> takeBack(Caller caller, Wish wish, KeyedRequest keyed) {
        return visibleNumbers.of(caller).chain(visible -> conversations.change(transaction -> idempotency
                .once(transaction, keyed, 200, () -> takeBack(transaction, caller, wish, visible))));
    }

    private Uni<TakenBack> takeBack(SqlConnection transaction, Caller caller, Wish wish, Visibility visible) {
        return conversations.lock(transaction, wish.threads())
                .map(found -> found.values().stream()
                        .filter(thread -> isStillThere(thread.view(), wish.from(), visible))
                        .filter(thread -> thread.assign(new Turn.Of(caller.user()), caller.user())).toList())
                .call(taken -> conversations.save(transaction, taken))
                .call(taken -> record(transaction, caller, taken))
                .map(taken -> new TakenBack(taken.size(), wish.threads().size() - taken.size()));
    }

    private static boolean isStillThere(ThreadView thread, Turn from, Visibility visible) {
        return thread.state() != ThreadView.State.CLOSED && visible.covers(thread.did()) && switch (from) {
            case Turn.Of(var user) -> user.equals(thread.assignee());
            case Turn.OfTeam(var team) -> team.equals(thread.team());
            case Turn.Anybodys _ -> thread.assignee() == null && thread.team() == null;
        };
    }

    private Uni<Void> record(SqlConnection transaction, Caller caller, List<Conversation> taken) {
        return taken.isEmpty()
                ? Uni.createFrom().voidItem()
                : audit.record(transaction, new Audit.Change(caller.user(), Audited.THREADS_TAKEN_BACK,
                        caller.user(), null, Map.of("threads", taken.size())));
    }
}
