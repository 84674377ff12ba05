package dev.hilo.messaging.receipt;

import java.util.Objects;
import java.util.Set;

import dev.hilo.contracts.messaging.DeliveryReceipt;
import dev.hilo.messaging.conversation.Conversation;
import dev.hilo.messaging.conversation.Message;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What a report of the carrier does to its message, forward only, and the word for the trail that says what it did.
 * <p>
 * Every report is kept; one state is derived from them, by the first that speaks of the end:
 *
 * <pre>
 * sending ─┐              DELIVRD ─▶ delivered
 * sent ────┼─ a report ──▶ UNDELIV, REJECTD, EXPIRED, DELETED ─▶ failed
 * unconfirmed ─┘          ACCEPTD, ENROUTE, UNKNOWN, a word nobody knows ─▶ stays, "trail"
 *
 * delivered, failed ──── the same again ─▶ stays, "repeated"
 *                   └─── another end ───▶ stays, "contradiction"
 * any ───────────── of an attempt before the last ─▶ stays, "earlier"
 * none found ───────▶ "parked" for 72 h, then "unmatched"
 * </pre>
 *
 * A long text has one report for each of its parts at some carriers. The first end counts there too: a part that failed
 * after another was delivered is a contradiction that the trail shows, and never takes "delivered" back.
 */
public final class Trail {

    private static final Logger LOG = Logger.getLogger(Trail.class);

    static final String PARKED = "parked";

    /** A report about an attempt that a person has followed with another. */
    public static final String EARLIER = "earlier";

    private Trail() {
    }

    /**
     * A reference that the message had in an attempt before its last one says how that one ended. The last one may
     * still be under way, and must not be called failed for it.
     *
     * @param referred the message was found by the receipt's reference
     */
    static String hear(Conversation conversation, Message message, DeliveryReceipt receipt,
            boolean referred) {
        if (referred && !Objects.equals(receipt.refId(), message.providerMsgId())) {
            return EARLIER;
        }
        var next = DeliveryWord.of(receipt.stat()).becomes();
        // The reference of a lost answer; while nothing is settled it may be an earlier attempt's, and the right one comes.
        if (message.providerMsgId() == null && next != null && message.status().canBecome(next)) {
            conversation.refer(message, receipt.refId());
        }
        return apply(conversation, message, receipt.stat(), receipt.err());
    }

    /**
     * @param stat the carrier's word, upper case
     * @param err its code, verbatim
     */
    public static String apply(Conversation conversation, Message message, String stat, @Nullable String err) {
        var word = DeliveryWord.of(stat);
        if (!word.known()) {
            LOG.warnf("message %s: the carrier's word is not one we know; it keeps its state", message.id());
        }
        var next = word.becomes();
        if (next == null) {
            return "trail";
        }
        if (message.status() == next) {
            return "repeated";
        }
        var words = word.errorCode() == null ? null : err == null ? stat : stat + " err:" + err;
        return conversation.become(message, next, word.errorCode(), words) ? "applied" : "contradiction";
    }

    /** Why a text that the carrier took can have failed. */
    public static Set<String> failureCodes() {
        return DeliveryWord.FAILURES;
    }

    /** Whether a report that repeats these first words may be about a text; without words it may be about any. */
    public static boolean mayRepeat(String body, @Nullable String prefix) {
        return Correlation.beginsWith(body, prefix);
    }
}
