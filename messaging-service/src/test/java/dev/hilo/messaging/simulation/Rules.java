package dev.hilo.messaging.simulation;

import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.random.RandomGenerator;

import dev.hilo.contracts.messaging.DeliveryReceipt;
import dev.hilo.contracts.messaging.MessageStatus;
import dev.hilo.contracts.messaging.MessageView;
import dev.hilo.messaging.carrier.CarrierRules;
import dev.hilo.messaging.carrier.Outcome;
import dev.hilo.messaging.consent.Verdict;
import dev.hilo.messaging.conversation.Conversation;
import dev.hilo.messaging.conversation.Memory;
import dev.hilo.messaging.conversation.Message;
import dev.hilo.messaging.outbound.SendingRules;
import dev.hilo.messaging.pacing.BucketState;
import dev.hilo.messaging.pacing.Pacer;
import dev.hilo.messaging.pacing.Route;
import dev.hilo.messaging.queue.Lane;
import dev.hilo.messaging.queue.Passage;
import dev.hilo.messaging.queue.QueuedText;
import dev.hilo.messaging.quiet.QuietHours.Quiet;
import dev.hilo.messaging.receipt.ReceiptRules;
import org.jspecify.annotations.Nullable;

/** The product's own rules, behind their doors; with a bug planted, all but one of them. */
final class Rules {

    static final Duration WINDOW = Duration.ofDays(3);
    static final Duration CALL_TIMEOUT = callTimeout();

    private final @Nullable Bug bug;
    private final SendingRules sending;
    private final ReceiptRules receipts = new ReceiptRules(WINDOW);

    Rules(@Nullable Bug bug, RandomGenerator random) {
        this.bug = bug;
        this.sending = new SendingRules(random);
    }

    boolean has(Bug wanted) {
        return bug == wanted;
    }

    Duration lease() {
        return has(Bug.LEASE_SHORTER_THAN_CALL) ? CALL_TIMEOUT.dividedBy(3) : sending.lease();
    }

    Duration validity() {
        return sending.validity();
    }

    Duration leastBackOff(int attempts, @Nullable Duration retryAfter) {
        return sending.leastBackOff(attempts, retryAfter);
    }

    Outcome outcome(Raw raw, Instant now) {
        return switch (raw) {
            case Raw.Answer answer -> has(Bug.RETRY_ON_ANY_503) && answer.status() == 503
                    ? new Outcome.NotAccepted(Outcome.Reason.BUSY, null)
                    : CarrierRules.of(answer.status(), answer.body(), answer.retryAfter(), now);
            case Raw.Failure failure -> CarrierRules.of(
                    has(Bug.RETRY_ON_TIMEOUT) && failure.cause() instanceof java.util.concurrent.TimeoutException
                            ? new ConnectException("planted")
                            : failure.cause());
        };
    }

    boolean holds(Text row, long token) {
        return row.leaseUntil != null && (row.token == token || has(Bug.FENCING_TOKEN_IGNORED));
    }

    SendingRules.Row held(Conversation conversation, Message message, Outcome outcome, Text row) {
        var decided = sending.held(conversation, message, outcome, row.attempts, row.text.expiresAt());
        return decided instanceof SendingRules.Row.Stays stays && has(Bug.BACK_OFF_FORGOTTEN)
                ? new SendingRules.Row.Stays(conversation.now(), stays.expiresAt(), stays.waiting())
                : decided;
    }

    SendingRules.Row lost(Conversation conversation, Message message, Outcome outcome, boolean newest) {
        return sending.lost(conversation, message, outcome, newest || has(Bug.OLD_ATTEMPT_DECIDES));
    }

    SendingRules.Row died(Conversation conversation, Message message, Text row) {
        if (has(Bug.DEAD_WORKERS_TEXT_IS_SENT_AGAIN)) {
            var waiting = new MessageView.Waiting(MessageView.Reason.TURN, conversation.now());
            if (conversation.queueAgain(message, waiting)) {
                return new SendingRules.Row.Stays(conversation.now(), row.text.expiresAt(), waiting);
            }
        }
        return sending.died(conversation, message);
    }

    long tokenOfRetry(long last) {
        return has(Bug.TOKENS_START_AGAIN) ? 0 : last;
    }

    Passage passageOfRetry(Passage first) {
        return has(Bug.CONFIRMATION_PASSES_AGAIN) ? first : Passage.ORDINARY;
    }

    boolean isRepeat(boolean keyKnown) {
        return keyKnown && !has(Bug.DUPLICATE_KEY_ACCEPTED);
    }

    SendingRules.Leaving leaving(QueuedText text, Verdict verdict, @Nullable Quiet quiet, Instant now) {
        return sending.leaving(
                has(Bug.EXPIRED_STILL_SENT) ? Text.withExpiry(text, Instant.MAX) : text,
                has(Bug.STOP_NOT_CHECKED_AT_SENDING) ? new Verdict.Passes() : verdict,
                has(Bug.QUIET_HOURS_NOT_CHECKED_AT_SENDING) ? null : quiet, now);
    }

    boolean keepsHours(QueuedText text, Instant now) {
        return sending.keepsHours(text, now);
    }

    /**
     * Whether a due text is at the head of its conversation. The queue's own rule is SQL (the workers' claim); this is
     * what it says, and the claim's tests hold that against a real database.
     */
    boolean isHead(Text text, Collection<Text> ofConversation, Instant now) {
        for (var other : ofConversation) {
            if (other == text) {
                continue;
            }
            if (other.leaseUntil != null && !has(Bug.TWO_OF_A_CONVERSATION_UNDER_WAY)) {
                return false;
            }
            var later = other.next.isAfter(now);
            var aside = later && (other.waitingFor == MessageView.Reason.QUIET_HOURS
                    || other.waitingFor == MessageView.Reason.CONSENT
                    || has(Bug.ORDER_BROKEN_AFTER_BACK_OFF));
            if (other.leaseUntil == null && !other.text.sendAt().isAfter(now) && !aside
                    && Text.ORDER.compare(other, text) < 0) {
                return false;
            }
        }
        return true;
    }

    Pacer pacer(Map<String, BucketState> buckets, Instant now) {
        if (has(Bug.BUDGET_REFILLED_TWICE)) {
            var states = new HashMap<>(buckets);
            states.replaceAll((_, state) -> state.day().isBefore(LocalDate.ofInstant(now, ZoneOffset.UTC))
                    ? new BucketState(state.nextFree(), state.day(), 0)
                    : state);
            return new Pacer(states);
        }
        return new Pacer(buckets);
    }

    Pacer.Answer ask(Pacer pacer, Route route, QueuedText text, Instant now) {
        var lane = has(Bug.RESERVE_FORGOTTEN) ? Lane.LIVE : text.lane();
        var answer = pacer.ask(route, lane, text.mms(), segments(text), now);
        return answer instanceof Pacer.Answer.At at && has(Bug.IDLE_BUCKET_SAVES_UP)
                && at.slot().isAfter(now) && at.slot().isBefore(now.plusSeconds(2))
                        ? new Pacer.Answer.At(now)
                        : answer;
    }

    int segments(QueuedText text) {
        return has(Bug.SEGMENTS_COUNT_AS_ONE) ? 1 : text.segments();
    }

    @Nullable
    Found match(DeliveryReceipt receipt, List<Referred> referred, List<Message> sent) {
        if (has(Bug.RECIPIENT_IGNORED)) {
            for (var each : referred) {
                if (each.refId().equals(receipt.refId())) {
                    return new Found(each.message(), true);
                }
            }
        }
        Message found = null;
        for (var each : referred) {
            var same = each.refId().equals(receipt.refId()) || (has(Bug.REFERENCE_PREFIX_MATCHES)
                    && receipt.refId() != null && receipt.refId().startsWith(each.refId()));
            if (found == null && same && each.message().key().equals(receipt.conversation())) {
                found = each.message();
            }
        }
        var matched = receipts.match(receipt, found, sent);
        return matched == null ? null : new Found(matched, matched.equals(found));
    }

    boolean isAbout(DeliveryReceipt parked, Message message) {
        return !has(Bug.PARKED_RECEIPTS_FORGOTTEN) && receipts.isAbout(parked, message);
    }

    void hear(Conversation conversation, Message message, DeliveryReceipt receipt, boolean referred) {
        var effect = receipts.hear(conversation, message, receipt, referred);
        if (has(Bug.LATE_RECEIPT_OVERRIDES) && effect.equals("contradiction")
                && message.status() == MessageStatus.DELIVERED) {
            Memory.force(message, MessageStatus.FAILED);
        }
    }

    /**
     * What a receipt is about.
     *
     * @param referred it was found by its reference
     */
    record Found(Message message, boolean referred) {
    }

    /** A message that once had this reference. */
    record Referred(String refId, Message message) {
    }

    /** As it is shipped; the tests' own settings are shorter. */
    private static Duration callTimeout() {
        var shipped = new Properties();
        try (var file = Files.newBufferedReader(Path.of("src/main/resources/application.properties"))) {
            shipped.load(file);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
        return Duration.ofSeconds(Long.parseLong(shipped.getProperty(
                "quarkus.fault-tolerance.\"dev.hilo.messaging.carrier.GuardedBulkVs/send\".timeout.value")));
    }
}
