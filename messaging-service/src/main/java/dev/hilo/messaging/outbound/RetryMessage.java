package dev.hilo.messaging.outbound;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.contracts.MessageId;
import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.ThreadId;
import dev.hilo.contracts.messaging.Direction;
import dev.hilo.contracts.messaging.MessageView;
import dev.hilo.contracts.provisioning.NumberRecord;
import dev.hilo.messaging.conversation.Conversation;
import dev.hilo.messaging.conversation.Conversations;
import dev.hilo.messaging.conversation.Message;
import dev.hilo.messaging.number.Numbers;
import dev.hilo.messaging.number.OwnNumber;
import dev.hilo.messaging.problem.MessagingProblem;
import dev.hilo.messaging.queue.Lane;
import dev.hilo.messaging.queue.Passage;
import dev.hilo.messaging.queue.Queue;
import dev.hilo.messaging.queue.QueuedText;
import dev.hilo.messaging.segment.Segments;
import dev.hilo.platform.access.Caller;
import dev.hilo.platform.idempotency.Answer;
import dev.hilo.platform.idempotency.Idempotency;
import dev.hilo.platform.idempotency.KeyedRequest;
import dev.hilo.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;

/** A person sends a failed or unconfirmed text again: the same message, a new attempt, their name beside it. */
@ApplicationScoped
class RetryMessage {

    private final Messages messages;
    private final Conversations conversations;
    private final Numbers numbers;
    private final Idempotency idempotency;
    private final OutboundConfig config;
    private final SendWorker worker;

    RetryMessage(Messages messages, Conversations conversations, Numbers numbers, Idempotency idempotency,
            OutboundConfig config, SendWorker worker) {
        this.messages = messages;
        this.conversations = conversations;
        this.numbers = numbers;
        this.idempotency = idempotency;
        this.config = config;
        this.worker = worker;
    }

    Uni<Answer> retry(Caller caller, UUID id, KeyedRequest keyed) {
        return messages.require(caller, id).chain(found -> conversations
                .change(transaction -> idempotency.once(transaction, keyed, 202,
                        () -> retry(transaction, found, caller))))
                .invoke(worker::wake);
    }

    private Uni<Accepted> retry(SqlConnection transaction, Message found, Caller caller) {
        return conversations.lock(transaction, List.of(found.threadId()))
                .map(open -> Objects.requireNonNull(open.get(found.threadId()), "referenced"))
                .chain(conversation -> conversations.messages(transaction, List.of(found.id()))
                        .chain(loaded -> again(transaction, conversation, loaded.getFirst(), caller)));
    }

    private Uni<Accepted> again(SqlConnection transaction, Conversation conversation, Message message, Caller caller) {
        if (message.direction() != Direction.OUTBOUND || !conversation.sendAgain(message, null,
                new MessageView.Waiting(MessageView.Reason.TURN, conversation.now()))) {
            throw ProblemException.of(MessagingProblem.NOT_RETRYABLE,
                    "only a failed or unconfirmed message can be sent again",
                    Map.of("messageStatus", message.status()));
        }
        return conversations.save(transaction, List.of(conversation))
                .chain(numbers::all)
                .chain(own -> Queue.add(transaction, queued(message, conversation.now(), own, caller)))
                .invoke(added -> {
                    if (!added) {
                        throw ProblemException.of(MessagingProblem.NOT_RETRYABLE,
                                "its last attempt is still under way");
                    }
                })
                .replaceWith(() -> new Accepted(new MessageId(message.id()), new ThreadId(message.threadId()),
                        message.status(), message.seq()));
    }

    private QueuedText queued(Message message, Instant now, Map<PhoneNumber, OwnNumber> own, Caller caller) {
        var number = own.get(message.key().did());
        if (number == null || number.state() != NumberRecord.State.ACTIVE) {
            throw ProblemException.of(MessagingProblem.NOT_RETRYABLE, "its number is no longer active");
        }
        var mms = !message.media().isEmpty();
        return new QueuedText(message.id(), message.threadId(), message.seq(), message.key(), number.campaignId(),
                caller.user(), Lane.LIVE, Passage.ORDINARY, mms ? 1 : Segments.of(message.body()), mms, null, now,
                now.plus(config.validity()), new MessageView.Waiting(MessageView.Reason.TURN, now));
    }
}
