package dev.hilo.messaging.attachment;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.messaging.MediaView;
import dev.hilo.messaging.conversation.Conversation;
import dev.hilo.messaging.conversation.Conversations;
import dev.hilo.messaging.conversation.Message;
import dev.hilo.messaging.media.MediaLinks;
import dev.hilo.messaging.media.Medium;
import dev.hilo.messaging.media.PartsArrived;
import dev.hilo.messaging.number.VisibleNumbers;
import dev.hilo.messaging.problem.MessagingProblem;
import dev.hilo.platform.access.Caller;
import dev.hilo.platform.idempotency.Answer;
import dev.hilo.platform.idempotency.Idempotency;
import dev.hilo.platform.idempotency.KeyedRequest;
import dev.hilo.platform.problem.CommonProblem;
import dev.hilo.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;

/** A person asks for an attachment again whose copy failed for a reason that passes. */
@ApplicationScoped
class RetryMedia {

    private static final String WHOSE = """
            select d.message_id, d.thread_id, m.did from media d join message m on m.id = d.message_id
            where d.id = $1 and not d.wording
            """;

    private static final String AGAIN = """
            update media set state = 'FETCHING', problem = null, attempts = 0, next_attempt_at = $2
            where id = $1 and state = 'FAILED' and source_url is not null
            """;

    private final Pool database;
    private final VisibleNumbers visibleNumbers;
    private final Conversations conversations;
    private final MediaLinks links;
    private final Idempotency idempotency;
    private final Event<PartsArrived> partsArrived;

    RetryMedia(Pool database, VisibleNumbers visibleNumbers, Conversations conversations, MediaLinks links,
            Idempotency idempotency, Event<PartsArrived> partsArrived) {
        this.database = database;
        this.visibleNumbers = visibleNumbers;
        this.conversations = conversations;
        this.links = links;
        this.idempotency = idempotency;
        this.partsArrived = partsArrived;
    }

    /** @throws ProblemException not-found, when it does not exist or is not the caller's to see; not-retryable */
    Uni<Answer> retry(Caller caller, UUID id, KeyedRequest keyed) {
        return find(caller, id)
                .chain(row -> conversations.change(transaction -> idempotency.once(transaction, keyed, 202,
                        () -> retry(transaction, id, row))))
                .invoke(() -> partsArrived.fire(new PartsArrived()));
    }

    private Uni<Row> find(Caller caller, UUID id) {
        return visibleNumbers.of(caller).chain(visible -> database.preparedQuery(WHOSE).execute(Tuple.of(id))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .filter(row -> visible.covers(new PhoneNumber(row.getString("did"))))
                        .findFirst()
                        .orElseThrow(() -> ProblemException.of(CommonProblem.NOT_FOUND,
                                "there is no such attachment"))));
    }

    private Uni<MediaView> retry(SqlConnection transaction, UUID id, Row whose) {
        var thread = whose.getUUID("thread_id");
        return conversations.lock(transaction, List.of(thread))
                .map(open -> Objects.requireNonNull(open.get(thread), "referenced"))
                .chain(conversation -> conversations.messages(transaction, List.of(whose.getUUID("message_id")))
                        .chain(messages -> again(transaction, conversation, messages.getFirst(), id)));
    }

    private Uni<MediaView> again(SqlConnection transaction, Conversation conversation, Message message, UUID id) {
        var failed = message.media().stream().filter(medium -> medium.id().equals(id)).findFirst();
        if (!failed.map(Medium::retryable).orElse(false)) {
            throw notRetryable(failed);
        }
        var fetching = Medium.fetching(id);
        conversation.replaceMedium(message, fetching);
        return transaction.preparedQuery(AGAIN)
                .execute(Tuple.of(id, conversations.now().atOffset(ZoneOffset.UTC)))
                .chain(() -> conversations.save(transaction, List.of(conversation)))
                .replaceWith(() -> links.viewOf(fetching));
    }

    private static ProblemException notRetryable(Optional<Medium> medium) {
        return ProblemException.of(MessagingProblem.MEDIUM_NOT_RETRYABLE,
                "only an attachment whose copy failed for a reason that passes can be asked for again",
                Map.of("state", medium.map(found -> found.state().wire()).orElse("absent")));
    }
}
