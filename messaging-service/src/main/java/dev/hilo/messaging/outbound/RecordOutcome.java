package dev.hilo.messaging.outbound;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.random.RandomGenerator;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.contracts.messaging.MessageStatus;
import dev.hilo.messaging.carrier.Answered;
import dev.hilo.messaging.carrier.CarrierRest;
import dev.hilo.messaging.carrier.Outcome;
import dev.hilo.messaging.conversation.Conversation;
import dev.hilo.messaging.conversation.Conversations;
import dev.hilo.messaging.conversation.Message;
import dev.hilo.messaging.outbound.Settlement.Hold;
import dev.hilo.messaging.outbound.Settlement.Row;
import dev.hilo.messaging.queue.Queue;
import dev.hilo.messaging.receipt.ParkedReceipts;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Records what handing over a text came to, and applies receipts that were faster than this. Only the claim that holds
 * the lease decides what happens next; an answer that comes after its lease had ended may still settle a message that
 * was named unconfirmed meanwhile, since it only adds knowledge.
 */
@ApplicationScoped
class RecordOutcome {

    private static final Logger LOG = Logger.getLogger(RecordOutcome.class);

    private static final String HOLD = """
            select attempts, expires_at from send_queue where message_id = $1 and lease_token = $2
              and lease_until is not null for update
            """;

    private static final String NEWER = "select 1 from attempt where message_id = $1 and token > $2 limit 1";

    private static final String ANSWERED = """
            update attempt set ended_at = $2, millis = $3, outcome = $4, http_status = $5, answer = $6, ref_id = $7
            where id = $1
            """;

    private static final String OVERDUE = """
            select message_id, thread_id from send_queue where lease_until < $1
            order by lease_until limit 1 for update skip locked
            """;

    private static final String ABANDONED = """
            update attempt set ended_at = $2, outcome = 'unknown: the worker died'
            where message_id = any($1) and ended_at is null
            """;

    private static final String INTERRUPTED = "interrupted";

    private final Conversations conversations;
    private final ParkedReceipts parkedReceipts;
    private final CarrierRest carrierRest;
    private final Unspent unspent;
    private final OutboundConfig config;
    private final MeterRegistry meters;
    private final Settlement settlement;

    RecordOutcome(Conversations conversations, ParkedReceipts parkedReceipts, CarrierRest carrierRest,
            Unspent unspent, OutboundConfig config, MeterRegistry meters) {
        this.conversations = conversations;
        this.parkedReceipts = parkedReceipts;
        this.carrierRest = carrierRest;
        this.unspent = unspent;
        this.config = config;
        this.meters = meters;
        this.settlement = new Settlement(config, RandomGenerator.getDefault());
    }

    Uni<Void> record(Claims.Claim claim, Answered answered, Duration took) {
        return conversations.change(transaction -> attempt(transaction, claim, answered, took, conversations.now())
                .chain(() -> held(transaction, claim))
                .chain(held -> load(transaction, claim.threadId(), claim.messageId(),
                        (conversation, message) -> settle(transaction, conversation, message, answered.outcome(),
                                held))
                        .chain(() -> held instanceof Hold.Held && answered.outcome() instanceof Outcome.NotAccepted
                                ? unspent.giveBack(transaction, List.of(claim))
                                : Uni.createFrom().voidItem())))
                .call(() -> letIn(answered.outcome()) ? carrierRest.lift() : Uni.createFrom().voidItem());
    }

    /** Whether the carrier's application answered, so that our credentials were good. */
    private static boolean letIn(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted _,Outcome.Refused _ -> true;
            case Outcome.NotAccepted _,Outcome.Unknown _ -> false;
        };
    }

    /**
     * A text whose worker died between the claim and the record: nobody knows whether the carrier has it. One at a
     * time, so that no transaction holds the locks of two conversations in an order of its own.
     *
     * @return whether there was one
     */
    Uni<Boolean> giveUpOverdue() {
        return conversations.change(transaction -> transaction.preparedQuery(OVERDUE)
                .execute(Tuple.of(conversations.now().atOffset(ZoneOffset.UTC)))
                .chain(rows -> {
                    if (rows.size() == 0) {
                        return Uni.createFrom().item(false);
                    }
                    var row = rows.iterator().next();
                    return giveUp(transaction, row.getUUID("thread_id"), row.getUUID("message_id")).replaceWith(true);
                }));
    }

    private Uni<Void> giveUp(SqlConnection transaction, UUID threadId, UUID messageId) {
        LOG.warnf("message %s: its worker died under way, the outcome is unknown", messageId);
        return transaction.preparedQuery(ABANDONED)
                .execute(Tuple.of(new UUID[]{messageId}, conversations.now().atOffset(ZoneOffset.UTC)))
                .chain(() -> load(transaction, threadId, messageId,
                        (conversation, message) -> interrupted(transaction, conversation, message)));
    }

    private static Uni<Void> attempt(SqlConnection transaction, Claims.Claim claim, Answered answered, Duration took,
            Instant at) {
        var refId = answered.outcome() instanceof Outcome.Accepted accepted ? accepted.refId() : null;
        return transaction.preparedQuery(ANSWERED)
                .execute(Tuple.from(new @Nullable Object[]{claim.attemptId(), at.atOffset(ZoneOffset.UTC),
                        took.toMillis(), words(answered.outcome()), answered.status(),
                        answered.body().replace("\u0000", ""), refId}))
                .replaceWithVoid();
    }

    private static String words(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted _ -> "accepted";
            case Outcome.Refused refused -> "refused: " + refused.code();
            case Outcome.NotAccepted not -> "not accepted: " + not.reason();
            case Outcome.Unknown unknown -> "unknown: " + unknown.why();
        };
    }

    /** The queue row comes before the thread's, as in the claim; the same order everywhere keeps deadlocks away. */
    private static Uni<Hold> held(SqlConnection transaction, Claims.Claim claim) {
        return transaction.preparedQuery(HOLD).execute(Tuple.of(claim.messageId(), claim.token()))
                .chain(rows -> {
                    if (rows.size() == 0) {
                        return lost(transaction, claim);
                    }
                    var row = rows.iterator().next();
                    return Uni.createFrom().item(new Hold.Held(row.getInteger("attempts"),
                            row.getOffsetDateTime("expires_at").toInstant()));
                });
    }

    private static Uni<Hold> lost(SqlConnection transaction, Claims.Claim claim) {
        return transaction.preparedQuery(NEWER).execute(Tuple.of(claim.messageId(), claim.token()))
                .map(rows -> new Hold.Lost(rows.size() == 0));
    }

    private interface Step {
        Uni<Void> take(Conversation conversation, Message message);
    }

    private Uni<Void> load(SqlConnection transaction, UUID threadId, UUID messageId, Step step) {
        return conversations.lock(transaction, List.of(threadId))
                .map(found -> Objects.requireNonNull(found.get(threadId), "referenced"))
                .chain(conversation -> conversations.messages(transaction, List.of(messageId))
                        .chain(messages -> step.take(conversation, messages.getFirst()))
                        .chain(() -> conversations.save(transaction, List.of(conversation))));
    }

    private Uni<Void> settle(SqlConnection transaction, Conversation conversation, Message message, Outcome outcome,
            Hold hold) {
        var was = message.status();
        var row = settlement.of(conversation, message, outcome, hold);
        if (row instanceof Row.Untouched) {
            LOG.warnf("message %s: an answer came after its lease; the trail has it", message.id());
        }
        if (outcome instanceof Outcome.Unknown unknown) {
            count(was, message, unknown.why());
        }
        return write(transaction, conversation, message, row)
                .chain(() -> hold instanceof Hold.Held && outcome instanceof Outcome.NotAccepted not
                        && not.reason() == Outcome.Reason.UNAUTHORIZED
                                ? carrierRest.rest(transaction, "credentials",
                                        conversation.now().plus(config.pauseUnauthorized()))
                                : Uni.createFrom().voidItem());
    }

    private Uni<Void> interrupted(SqlConnection transaction, Conversation conversation, Message message) {
        var was = message.status();
        var row = Settlement.unknown(conversation, message, INTERRUPTED);
        count(was, message, INTERRUPTED);
        return write(transaction, conversation, message, row);
    }

    private void count(MessageStatus was, Message message, String why) {
        if (was != MessageStatus.UNCONFIRMED && message.status() == MessageStatus.UNCONFIRMED) {
            meters.counter("hilo.messages.unconfirmed", "why", why).increment();
        }
    }

    private Uni<Void> write(SqlConnection transaction, Conversation conversation, Message message, Row row) {
        return switch (row) {
            case Row.Untouched _ -> Uni.createFrom().voidItem();
            case Row.Stays stays -> Queue.waits(transaction, message.id(), stays.next(), stays.expiresAt(),
                    stays.waiting());
            case Row.Leaves leaves -> Queue.remove(transaction, List.of(message.id()))
                    .chain(() -> leaves.parked()
                            ? parkedReceipts.apply(transaction, conversation, message)
                            : Uni.createFrom().voidItem());
        };
    }
}
