package dev.hilo.messaging.receipt;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import dev.hilo.contracts.messaging.DeliveryReceipt;
import dev.hilo.contracts.messaging.MessageStatus;
import dev.hilo.messaging.conversation.Message;
import org.jspecify.annotations.Nullable;

/**
 * Which message a receipt is about. By the reference of the send's answer and the recipient; without a usable
 * reference by the conversation, the first characters of the text, and time. The {@code id:} inside a receipt's text is
 * another id space and is never looked at.
 */
final class Correlation {

    /** The verdict on one receipt. */
    sealed interface Match {
        record Of(Message message) implements Match {
        }

        /** Its send's answer is still to be recorded, perhaps. */
        record Early() implements Match {
        }

        /** Nobody marked it as a receipt, and nothing we sent fits: a person wrote it. */
        record NotAReceipt() implements Match {
        }
    }

    private static final Set<MessageStatus> OPEN = Set.of(MessageStatus.SENDING, MessageStatus.SENT,
            MessageStatus.UNCONFIRMED);

    private final Duration window;

    Correlation(Duration window) {
        this.window = window;
    }

    /**
     * @param referred the message that has the receipt's reference, now or in an earlier attempt
     * @param sent what we sent in this conversation lately, oldest first
     */
    Match match(DeliveryReceipt receipt, @Nullable Message referred, List<Message> sent) {
        if (referred != null && referred.key().equals(receipt.conversation())) {
            return new Match.Of(referred);
        }
        return sent.stream().filter(message -> fits(receipt, message)).findFirst()
                .<Match>map(Match.Of::new)
                .orElseGet(() -> receipt.flagged() ? new Match.Early() : new Match.NotAReceipt());
    }

    /** Whether a receipt that waited is about this message, now that its answer is known. */
    boolean isAbout(DeliveryReceipt receipt, Message message) {
        return (receipt.refId() != null && receipt.refId().equals(message.providerMsgId())) || fits(receipt, message);
    }

    /** Whether a receipt that carries no reference of this message can still only mean it. */
    boolean fits(DeliveryReceipt receipt, Message message) {
        if (!OPEN.contains(message.status()) || !beginsWith(message.body(), receipt.textPrefix())) {
            return false;
        }
        if (receipt.refId() != null && !mayStillGet(receipt.refId(), message)) {
            return false;
        }
        // Not since it was written: it may have been scheduled long before it left, or sent again long after.
        var age = Duration.between(message.updatedAt(), receipt.occurredAt());
        return !age.minus(window).isPositive();
    }

    /**
     * A receipt with a reference fits a message whose answer was lost, or named none; one whose answer is under way will
     * show its own reference soon, and one that has a reference has another.
     */
    private static boolean mayStillGet(String refId, Message message) {
        return message.status() != MessageStatus.SENDING
                && (message.providerMsgId() == null || message.providerMsgId().equals(refId));
    }

    /** The carrier cuts the text with dots, and may leave it out. */
    static boolean beginsWith(String body, @Nullable String prefix) {
        if (prefix == null) {
            return true;
        }
        var end = prefix.length();
        while (end > 0 && (prefix.charAt(end - 1) == '.' || prefix.charAt(end - 1) == '…')) {
            end--;
        }
        return squeezed(body).startsWith(squeezed(prefix.substring(0, end)));
    }

    private static String squeezed(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
