package dev.hilo.messaging.outbound;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.contracts.messaging.MessageStatus;
import dev.hilo.messaging.conversation.Conversation;
import dev.hilo.messaging.conversation.Conversations;
import dev.hilo.messaging.conversation.Message;
import dev.hilo.messaging.outbound.Decisions.Decision;
import dev.hilo.messaging.problem.MessagingProblem;
import dev.hilo.messaging.queue.Queue;
import dev.hilo.platform.access.Caller;
import dev.hilo.platform.idempotency.Answer;
import dev.hilo.platform.idempotency.Idempotency;
import dev.hilo.platform.idempotency.KeyedRequest;
import dev.hilo.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/** A person calls a text off that has not left. What a worker has in its hands may be at the carrier already. */
@ApplicationScoped
class CancelMessage {

    /** Taken before the conversation's lock, as a worker takes it: one of the two is first, and the other sees it. */
    private static final String TAKE = """
            select 1 from send_queue where message_id = $1 and lease_until is null for update
            """;

    private final Messages messages;
    private final Conversations conversations;
    private final Decisions decisions;
    private final Idempotency idempotency;
    private final SendWorker worker;

    CancelMessage(Messages messages, Conversations conversations, Decisions decisions, Idempotency idempotency,
            SendWorker worker) {
        this.messages = messages;
        this.conversations = conversations;
        this.decisions = decisions;
        this.idempotency = idempotency;
        this.worker = worker;
    }

    /** @throws ProblemException not-cancellable, when it is not queued or on its way already */
    Uni<Answer> cancel(Caller caller, UUID id, KeyedRequest keyed) {
        return messages.require(caller, id)
                .chain(found -> conversations.change(transaction -> idempotency.once(transaction, keyed, 202,
                        () -> cancel(transaction, found, caller))))
                // It may have held back those behind it.
                .invoke(worker::wake);
    }

    private Uni<Accepted> cancel(SqlConnection transaction, Message found, Caller caller) {
        return take(transaction, found)
                .chain(() -> conversations.lock(transaction, List.of(found.threadId())))
                .map(open -> Objects.requireNonNull(open.get(found.threadId()), "referenced"))
                .chain(conversation -> conversations.messages(transaction, List.of(found.id()))
                        .chain(loaded -> callOff(transaction, conversation, loaded.getFirst(), caller)));
    }

    private static Uni<Void> take(SqlConnection transaction, Message message) {
        return transaction.preparedQuery(TAKE).execute(Tuple.of(message.id())).invoke(rows -> {
            if (rows.size() == 0) {
                throw notCancellable(message);
            }
        }).replaceWithVoid();
    }

    private Uni<Accepted> callOff(SqlConnection transaction, Conversation conversation, Message message,
            Caller caller) {
        var decision = Decision.about(message, Decisions.Kind.CANCELLED, caller.user(), conversation.now(), null);
        if (message.status() != MessageStatus.QUEUED
                || !conversation.become(message, MessageStatus.FAILED, "cancelled", null)) {
            throw notCancellable(message);
        }
        return Queue.remove(transaction, List.of(message.id()))
                .chain(() -> conversations.save(transaction, List.of(conversation)))
                .chain(() -> decisions.add(transaction, message.id(), decision))
                .replaceWith(() -> Accepted.of(message));
    }

    private static ProblemException notCancellable(Message message) {
        return ProblemException.of(MessagingProblem.NOT_CANCELLABLE, "only a text that has not left can be called off",
                Map.of("messageStatus", message.status()));
    }
}
