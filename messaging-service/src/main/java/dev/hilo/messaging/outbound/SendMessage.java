package dev.hilo.messaging.outbound;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;

import dev.hilo.contracts.messaging.Direction;
import dev.hilo.messaging.conversation.Conversation;
import dev.hilo.messaging.conversation.Conversations;
import dev.hilo.messaging.conversation.Views;
import dev.hilo.messaging.media.Medium;
import dev.hilo.messaging.media.PartsArrived;
import dev.hilo.messaging.media.Uploads;
import dev.hilo.messaging.number.Numbers;
import dev.hilo.messaging.number.VisibleNumbers;
import dev.hilo.messaging.outbound.SendRules.Checked;
import dev.hilo.messaging.problem.MessagingProblem;
import dev.hilo.messaging.queue.Passage;
import dev.hilo.messaging.queue.Queue;
import dev.hilo.messaging.queue.QueuedText;
import dev.hilo.platform.access.Caller;
import dev.hilo.platform.idempotency.Answer;
import dev.hilo.platform.idempotency.Idempotency;
import dev.hilo.platform.idempotency.KeyedRequest;
import dev.hilo.platform.identity.Ids;
import dev.hilo.platform.problem.CommonProblem;
import dev.hilo.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import org.jspecify.annotations.Nullable;

/**
 * Accepts a text: key, message, place in the thread, queue row and event are one transaction. After it the text is
 * sent or named failed, whatever dies.
 */
@ApplicationScoped
class SendMessage {

    private static final String UNIQUE_VIOLATION = "23505";

    /** What of others' landed since the writer looked; their own texts are no surprise to them. */
    private static final String NEWER = """
            m.thread_id = $1 and m.seq > $2 and (m.direction = '%s' or (m.direction = '%s' and m.author <> $3))
            order by m.seq limit 50
            """.formatted(Direction.INBOUND, Direction.OUTBOUND);

    private final Conversations conversations;
    private final Idempotency idempotency;
    private final Numbers numbers;
    private final VisibleNumbers visibleNumbers;
    private final AdmitText admitText;
    private final FirstWait firstWait;
    private final Uploads uploads;
    private final Views views;
    private final OutboundConfig config;
    private final Ids ids;
    private final SendWorker worker;
    private final Event<PartsArrived> partsArrived;

    SendMessage(Conversations conversations, Idempotency idempotency, Numbers numbers, VisibleNumbers visibleNumbers,
            AdmitText admitText, FirstWait firstWait, Uploads uploads, Views views, OutboundConfig config, Ids ids,
            SendWorker worker, Event<PartsArrived> partsArrived) {
        this.conversations = conversations;
        this.idempotency = idempotency;
        this.numbers = numbers;
        this.visibleNumbers = visibleNumbers;
        this.admitText = admitText;
        this.firstWait = firstWait;
        this.uploads = uploads;
        this.views = views;
        this.config = config;
        this.ids = ids;
        this.worker = worker;
        this.partsArrived = partsArrived;
    }

    Uni<Answer> send(Caller caller, KeyedRequest keyed, SendRequest request) {
        return numbers.all().chain(own -> visibleNumbers.of(caller).chain(visible -> {
            var now = conversations.now();
            var checked = new SendRules(config, own, visible::covers).check(request, now);
            return accept(caller, keyed, request, checked, now);
        }));
    }

    private Uni<Answer> accept(Caller caller, KeyedRequest keyed, SendRequest request, Checked checked, Instant now) {
        var abandoned = new AtomicBoolean();
        return conversations.change(transaction -> unless(abandoned)
                .chain(() -> idempotency.once(transaction, keyed, 202,
                        () -> queue(transaction, caller, keyed.key(), request, checked, now)))
                .call(() -> unless(abandoned)))
                .onCancellation().invoke(() -> abandoned.set(true))
                .invoke(() -> announce(checked))
                .onFailure(SendMessage::idIsTaken).transform(_ -> ProblemException
                        .of(CommonProblem.IDEMPOTENCY_MISMATCH, "the key is the id of another message"));
    }

    /**
     * A caller who was told 503 must not find the text accepted when the database is back: what waited in the pool
     * for it ends here, at its beginning or before its commit.
     */
    private static Uni<Void> unless(AtomicBoolean abandoned) {
        return abandoned.get()
                ? Uni.createFrom().failure(new TimeoutException("the caller was told 503"))
                : Uni.createFrom().voidItem();
    }

    private void announce(Checked checked) {
        worker.wake();
        if (checked.mediaUrl() != null) {
            partsArrived.fire(new PartsArrived());
        }
    }

    private Uni<Accepted> queue(SqlConnection transaction, Caller caller, @Nullable String key, SendRequest request,
            Checked checked, Instant now) {
        var id = messageId(key);
        return admitText.hold(transaction, checked.conversation().contact())
                .chain(() -> conversations.open(transaction, List.of(checked.conversation())))
                .map(open -> Objects.requireNonNull(open.get(checked.conversation()), "opened"))
                .chain(conversation -> admit(transaction, conversation, caller, request, checked, id, now)
                        .chain(granted -> uploads.claim(transaction, caller.user(), checked.mediaIds())
                                .chain(media -> write(transaction, conversation, caller, id, checked, granted, media,
                                        now))));
    }

    /**
     * Silence is final, so it is said first; then what has landed meanwhile, since it may make an answer of what would
     * disturb at night.
     */
    private Uni<Admission.Granted> admit(SqlConnection transaction, Conversation conversation, Caller caller,
            SendRequest request, Checked checked, UUID id, Instant now) {
        return admitText.ask(transaction, conversation, id, checked.lane(),
                checked.sendAt() == null ? now : checked.sendAt())
                .call(admission -> admission instanceof Admission.OptedOut
                        ? Uni.createFrom().voidItem()
                        : refuseStale(transaction, conversation, caller, request))
                .map(AdmitText::require);
    }

    private Uni<Void> refuseStale(SqlConnection transaction, Conversation conversation, Caller caller,
            SendRequest request) {
        var seen = request.lastSeqSeen();
        if (seen == null || Boolean.TRUE.equals(request.force()) || seen >= conversation.lastSeq()) {
            return Uni.createFrom().voidItem();
        }
        return conversations.messages(transaction, NEWER, Tuple.of(conversation.id(), seen, caller.user()))
                .map(newer -> {
                    if (!newer.isEmpty()) {
                        throw ProblemException.of(MessagingProblem.STALE_COMPOSE,
                                "send it again with \"force\": true if it still fits",
                                Map.of("lastSeq", conversation.lastSeq(), "messages",
                                        newer.stream().map(views::of).toList()));
                    }
                    return newer;
                }).replaceWithVoid();
    }

    private Uni<Accepted> write(SqlConnection transaction, Conversation conversation, Caller caller, UUID id,
            Checked checked, Admission.Granted granted, List<Medium> uploaded, Instant now) {
        var media = new ArrayList<>(uploaded);
        var elsewhere = checked.mediaUrl() == null ? null : Medium.fetching(ids.next());
        if (elsewhere != null) {
            media.add(elsewhere);
        }
        return firstWait.settle(transaction, queued(id, conversation, checked, granted, !media.isEmpty()))
                .chain(text -> {
                    var message = conversation.queue(id, checked.body(), media, caller.user(), checked.sendAt(),
                            text.waiting());
                    return conversations.save(transaction, List.of(conversation))
                            .chain(() -> uploads.attach(transaction, id, conversation.id(), uploaded))
                            .chain(() -> elsewhere == null || checked.mediaUrl() == null
                                    ? Uni.createFrom().voidItem()
                                    : uploads.refer(transaction, id, conversation.id(), elsewhere.id(),
                                            uploaded.size(), checked.mediaUrl(), now))
                            .chain(() -> Queue.add(transaction, text))
                            .replaceWith(() -> Accepted.of(message));
                });
    }

    /** As it will stand in the queue, at the place that the conversation gives out next. */
    private static QueuedText queued(UUID id, Conversation conversation, Checked checked, Admission.Granted granted,
            boolean mms) {
        return new QueuedText(id, conversation.id(), conversation.lastSeq() + 1, conversation.key(),
                checked.campaignId(), null, checked.lane(), Passage.ORDINARY, checked.segments(), mms,
                granted.replyUntil(), granted.sendAt(), granted.expiresAt(), granted.waiting());
    }

    /** The key itself when the browser made a UUID. */
    private UUID messageId(@Nullable String key) {
        try {
            var id = key == null ? null : UUID.fromString(key);
            return id != null && id.toString().equalsIgnoreCase(key) ? id : ids.next();
        } catch (IllegalArgumentException another) {
            return ids.next();
        }
    }

    private static boolean idIsTaken(Throwable failure) {
        return failure instanceof PgException refusal && UNIQUE_VIOLATION.equals(refusal.getSqlState());
    }
}
