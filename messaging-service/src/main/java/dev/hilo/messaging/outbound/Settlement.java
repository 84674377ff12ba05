package dev.hilo.messaging.outbound;

import java.time.Instant;
import java.util.random.RandomGenerator;

import dev.hilo.contracts.messaging.MessageStatus;
import dev.hilo.contracts.messaging.MessageView;
import dev.hilo.messaging.carrier.Outcome;
import dev.hilo.messaging.conversation.Conversation;
import dev.hilo.messaging.conversation.Message;
import org.jspecify.annotations.Nullable;

/**
 * What the answer of a call makes of its text: the rule, in memory. Only the claim that holds the lease decides what
 * happens next. An answer that comes after its lease had ended may still settle a text that was named unconfirmed
 * meanwhile, since it only adds knowledge; but when a person has had it sent again since, it is the later attempt's end
 * that the text tells, and the earlier one's answer is kept in the trail alone.
 */
final class Settlement {

    /** How a claim stands to its text when its answer is recorded. */
    sealed interface Hold {

        /** It holds the lease. */
        record Held(int attempts, Instant expiresAt) implements Hold {
        }

        /**
         * Its lease has ended.
         *
         * @param newest whether nobody has claimed the text since
         */
        record Lost(boolean newest) implements Hold {
        }
    }

    /** What becomes of the text's row in the queue. */
    sealed interface Row {

        /** Nothing: the answer is kept in the trail alone. */
        record Untouched() implements Row {
        }

        /** @param parked receipts that came before this answer are to be applied now */
        record Leaves(boolean parked) implements Row {
        }

        record Stays(Instant next, Instant expiresAt, MessageView.Waiting waiting) implements Row {
        }
    }

    private final OutboundConfig config;
    private final RandomGenerator random;

    Settlement(OutboundConfig config, RandomGenerator random) {
        this.config = config;
        this.random = random;
    }

    Row of(Conversation conversation, Message message, Outcome outcome, Hold hold) {
        if (!counts(hold, message.status())) {
            return new Row.Untouched();
        }
        return switch (outcome) {
            case Outcome.Accepted accepted -> {
                conversation.refer(message, accepted.refId());
                var _ = conversation.become(message, MessageStatus.SENT);
                yield new Row.Leaves(true);
            }
            case Outcome.Refused refused -> {
                var _ = conversation.become(message, MessageStatus.FAILED, refused.why().word(),
                        refused.code() + (refused.words().isBlank() ? "" : ": " + refused.words()));
                yield new Row.Leaves(false);
            }
            case Outcome.NotAccepted not -> notAccepted(conversation, message, not, hold);
            case Outcome.Unknown unknown -> unknown(conversation, message, unknown.why());
        };
    }

    /** Nobody knows whether the carrier has it: also of a text whose worker died under way. */
    static Row unknown(Conversation conversation, Message message, @Nullable String why) {
        var _ = conversation.become(message, MessageStatus.UNCONFIRMED, "no-answer", why);
        return new Row.Leaves(true);
    }

    private static boolean counts(Hold hold, MessageStatus status) {
        return switch (hold) {
            case Hold.Held _ -> true;
            case Hold.Lost(var newest) -> newest && status == MessageStatus.UNCONFIRMED;
        };
    }

    private Row notAccepted(Conversation conversation, Message message, Outcome.NotAccepted not, Hold hold) {
        return switch (hold) {
            case Hold.Held held -> again(conversation, message, not, held);
            case Hold.Lost _ -> {
                var _ = conversation.become(message, MessageStatus.FAILED, "not-accepted", null);
                yield new Row.Leaves(false);
            }
        };
    }

    /** A text that would wait longer than it is valid waits for its end, which names it expired. */
    private Row again(Conversation conversation, Message message, Outcome.NotAccepted not, Hold.Held held) {
        var now = conversation.now();
        var unauthorized = not.reason() == Outcome.Reason.UNAUTHORIZED;
        var wanted = unauthorized
                ? now.plus(config.pauseUnauthorized())
                : now.plus(BackOff.after(held.attempts(), not.retryAfter(), config.backOff(),
                        config.longestBackOff(), random.nextDouble()));
        var next = wanted.isAfter(held.expiresAt()) ? held.expiresAt() : wanted;
        var waiting = unauthorized
                ? new MessageView.Waiting(MessageView.Reason.CARRIER, null)
                : new MessageView.Waiting(MessageView.Reason.BACK_OFF, wanted.equals(next) ? next : null);
        // Otherwise a receipt settled it meanwhile.
        return conversation.queueAgain(message, waiting)
                ? new Row.Stays(next, held.expiresAt(), waiting)
                : new Row.Leaves(false);
    }
}
