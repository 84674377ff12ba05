package dev.hilo.webhook.parse;

import java.util.List;

import dev.hilo.contracts.messaging.DeliveryReceipt;
import dev.hilo.contracts.messaging.InboundMessage;

/** What a delivery turned out to be. */
public sealed interface Parsed {

    /** @param messages one for each of our numbers that it was sent to: a group MMS can reach several */
    record Texts(List<InboundMessage.Received> messages) implements Parsed {
    }

    /** What became of a text of ours. */
    record Receipt(DeliveryReceipt receipt) implements Parsed {
    }

    /**
     * Not understood; kept with its bytes.
     *
     * @param reason in words, without anything of the content
     */
    record Quarantined(String reason) implements Parsed {
    }
}
