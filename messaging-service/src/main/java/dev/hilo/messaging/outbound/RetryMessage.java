package dev.hilo.messaging.outbound;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.contracts.MessageId;
import dev.hilo.contracts.ThreadId;
import dev.hilo.contracts.messaging.Direction;
import dev.hilo.messaging.conversation.Conversation;
import dev.hilo.messaging.conversation.Conversations;
import dev.hilo.messaging.conversation.Message;
import dev.hilo.messaging.problem.MessagingProblem;
import dev.hilo.platform.access.Caller;
import dev.hilo.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jspecify.annotations.Nullable;

/** A person sends a failed or unconfirmed text again: the same message, a new attempt, their name beside it. */
@ApplicationScoped
class RetryMessage {

    private static final String ENQUEUE = """
            insert into send_queue (message_id, thread_id, seq, did, campaign_id, asked_by, lane, segments, send_at,
                next_attempt_at, expires_at, lease_token)
            select $1, $2, $3, n.did, n.campaign_id, $4, 0, $5, $6, $6, $7,
                (select coalesce(max(token), 0) from attempt where message_id = $1)
            from number n where n.did = $8 and n.state = 'ACTIVE'
            on conflict (message_id) do nothing
            """;

    private final Messages messages;
    private final Conversations conversations;
    private final OutboundConfig config;
    private final SendWorker worker;

    RetryMessage(Messages messages, Conversations conversations, OutboundConfig config, SendWorker worker) {
        this.messages = messages;
        this.conversations = conversations;
        this.config = config;
        this.worker = worker;
    }

    Uni<Accepted> retry(Caller caller, UUID id) {
        return messages.require(caller, id).chain(found -> conversations
                .change(transaction -> conversations.lock(transaction, List.of(found.threadId()))
                        .map(open -> Objects.requireNonNull(open.get(found.threadId()), "referenced"))
                        .chain(conversation -> conversations.messages(transaction, List.of(id))
                                .chain(loaded -> again(transaction, conversation, loaded.getFirst(), caller)))))
                .invoke(worker::wake);
    }

    private Uni<Accepted> again(SqlConnection transaction, Conversation conversation, Message message, Caller caller) {
        if (message.direction() != Direction.OUTBOUND || !conversation.sendAgain(message)) {
            throw ProblemException.of(MessagingProblem.NOT_RETRYABLE,
                    "only a failed or unconfirmed message can be sent again",
                    Map.of("messageStatus", message.status()));
        }
        var now = conversation.now().atOffset(ZoneOffset.UTC);
        return conversations.save(transaction, List.of(conversation))
                .chain(() -> transaction.preparedQuery(ENQUEUE).execute(Tuple.from(new @Nullable Object[]{message.id(),
                        message.threadId(), message.seq(), caller.user(),
                        message.media().isEmpty() ? Segments.of(message.body()) : 1, now,
                        now.plus(config.validity()), message.key().did().value()})))
                .invoke(queued -> {
                    if (queued.rowCount() == 0) {
                        throw ProblemException.of(MessagingProblem.NOT_RETRYABLE,
                                "its number is no longer active, or its last attempt is still under way");
                    }
                })
                .replaceWith(() -> new Accepted(new MessageId(message.id()), new ThreadId(message.threadId()),
                        message.status(), message.seq()));
    }
}
