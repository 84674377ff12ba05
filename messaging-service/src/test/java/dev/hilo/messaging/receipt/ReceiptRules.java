package dev.hilo.messaging.receipt;

import java.time.Duration;
import java.util.List;

import dev.hilo.contracts.messaging.DeliveryReceipt;
import dev.hilo.messaging.conversation.Conversation;
import dev.hilo.messaging.conversation.Message;
import org.jspecify.annotations.Nullable;

/** The door through which a simulation asks the real {@link Correlation} and {@link Trail}. */
public final class ReceiptRules {

    private final Correlation correlation;

    public ReceiptRules(Duration window) {
        this.correlation = new Correlation(window);
    }

    /** @return null for a receipt that is parked */
    public @Nullable Message match(DeliveryReceipt receipt, @Nullable Message referred, List<Message> sent) {
        return switch (correlation.match(receipt, referred, sent)) {
            case Correlation.Match.Of(var message) -> message;
            case Correlation.Match.Early _ -> null;
            case Correlation.Match.NotAReceipt _ -> throw new AssertionError("every simulated receipt is flagged");
        };
    }

    public boolean isAbout(DeliveryReceipt receipt, Message message) {
        return correlation.isAbout(receipt, message);
    }

    /** @param referred the message was found by the receipt's reference */
    public String hear(Conversation conversation, Message message, DeliveryReceipt receipt, boolean referred) {
        return Trail.hear(conversation, message, receipt, referred);
    }
}
