package dev.hilo.messaging.outbound;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.contracts.messaging.Direction;
import dev.hilo.contracts.messaging.MessageStatus;
import dev.hilo.contracts.provisioning.NumberRecord;
import dev.hilo.messaging.conversation.Conversation;
import dev.hilo.messaging.conversation.Conversations;
import dev.hilo.messaging.conversation.Message;
import dev.hilo.messaging.number.Numbers;
import dev.hilo.messaging.number.OwnNumber;
import dev.hilo.messaging.outbound.Decisions.Decision;
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
import org.jspecify.annotations.Nullable;

/**
 * A person sends a failed or unconfirmed text again: the same message, a new attempt, their name beside it. Nothing
 * opens the gate for it: what once confirmed an opt-out is an ordinary text by then.
 */
@ApplicationScoped
class RetryMessage {

    private final Messages messages;
    private final Conversations conversations;
    private final Numbers numbers;
    private final AdmitText admitText;
    private final FirstWait firstWait;
    private final Decisions decisions;
    private final Idempotency idempotency;
    private final OutboundConfig config;
    private final SendWorker worker;

    RetryMessage(Messages messages, Conversations conversations, Numbers numbers, AdmitText admitText,
            FirstWait firstWait, Decisions decisions, Idempotency idempotency, OutboundConfig config,
            SendWorker worker) {
        this.messages = messages;
        this.conversations = conversations;
        this.numbers = numbers;
        this.admitText = admitText;
        this.firstWait = firstWait;
        this.decisions = decisions;
        this.idempotency = idempotency;
        this.config = config;
        this.worker = worker;
    }

    /** @param sendAt not before this moment; null for at once */
    Uni<Answer> retry(Caller caller, UUID id, @Nullable Instant sendAt, KeyedRequest keyed) {
        var moment = SendRules.sendAt(sendAt, conversations.now(), config);
        return messages.require(caller, id).chain(found -> numbers.all()
                .chain(own -> conversations.change(transaction -> idempotency.once(transaction, keyed, 202,
                        () -> retry(transaction, found, own.get(found.key().did()), moment, caller)))))
                .invoke(worker::wake);
    }

    private Uni<Accepted> retry(SqlConnection transaction, Message found, @Nullable OwnNumber number,
            @Nullable Instant moment, Caller caller) {
        return admitText.hold(transaction, found.key().contact())
                .chain(() -> conversations.lock(transaction, List.of(found.threadId())))
                .map(open -> Objects.requireNonNull(open.get(found.threadId()), "referenced"))
                .chain(conversation -> conversations.messages(transaction, List.of(found.id()))
                        .chain(loaded -> again(transaction, conversation, loaded.getFirst(), number, moment, caller)));
    }

    private Uni<Accepted> again(SqlConnection transaction, Conversation conversation, Message message,
            @Nullable OwnNumber number, @Nullable Instant moment, Caller caller) {
        if (message.direction() != Direction.OUTBOUND
                || (message.status() != MessageStatus.FAILED && message.status() != MessageStatus.UNCONFIRMED)) {
            throw ProblemException.of(MessagingProblem.NOT_RETRYABLE,
                    "only a failed or unconfirmed message can be sent again",
                    Map.of("messageStatus", message.status()));
        }
        if (number == null || number.state() != NumberRecord.State.ACTIVE || !number.smsEnabled()) {
            throw ProblemException.of(MessagingProblem.NOT_RETRYABLE, "its number can no longer send texts");
        }
        SendRules.requireCampaign(number, config);
        return admitText.ask(transaction, conversation, message.id(), Lane.LIVE,
                moment == null ? conversation.now() : moment)
                .map(AdmitText::require)
                .map(granted -> queued(message, number, granted, caller))
                .chain(text -> firstWait.settle(transaction, text))
                .chain(text -> enter(transaction, conversation, message, text, moment, caller));
    }

    private Uni<Accepted> enter(SqlConnection transaction, Conversation conversation, Message message, QueuedText text,
            @Nullable Instant moment, Caller caller) {
        var decision = Decision.about(message, Decisions.Kind.SENT_AGAIN, caller.user(), conversation.now(), moment);
        var _ = conversation.sendAgain(message, moment, text.waiting());
        return conversations.save(transaction, List.of(conversation))
                .chain(() -> decisions.add(transaction, message.id(), decision))
                .chain(() -> Queue.add(transaction, text))
                .invoke(added -> {
                    if (!added) {
                        throw ProblemException.of(MessagingProblem.NOT_RETRYABLE,
                                "its last attempt is still under way");
                    }
                })
                .replaceWith(() -> Accepted.of(message));
    }

    private static QueuedText queued(Message message, OwnNumber number, Admission.Granted granted, Caller caller) {
        var mms = !message.media().isEmpty();
        return new QueuedText(message.id(), message.threadId(), message.seq(), message.key(), number.campaignId(),
                caller.user(), Lane.LIVE, Passage.ORDINARY, mms ? 1 : Segments.of(message.body()), mms,
                granted.replyUntil(), granted.sendAt(), granted.expiresAt(), granted.waiting());
    }
}
