package dev.hilo.webhook.parse;

import java.util.List;

import dev.hilo.contracts.messaging.DeliveryReceipt;
import dev.hilo.contracts.messaging.InboundMessage;

/** What a delivery turned out to be: one of five kinds. */
public sealed interface Parsed {

    /**
     * What the post says beyond what was read from it, so that a new field of the carrier is noticed and not only kept in
     * the journal: names, never values, at most {@link Members#MOST_NAMES} and each at most
     * {@link Members#LONGEST_NAME} characters long. {@code To[]} stands for a recipient that is no phone number.
     */
    List<String> unknownMembers();

    /** A person's words or pictures. */
    sealed interface Texts extends Parsed {

        /** One for each of our numbers that it was sent to; never empty. */
        List<InboundMessage.Received> messages();
    }

    /** Words from one person to one number of ours. */
    record Sms(InboundMessage.Received message, List<String> unknownMembers) implements Texts {

        @Override
        public List<InboundMessage.Received> messages() {
            return List.of(message);
        }
    }

    /** The same with parts beside the words. */
    record Mms(InboundMessage.Received message, List<String> unknownMembers) implements Texts {

        @Override
        public List<InboundMessage.Received> messages() {
            return List.of(message);
        }
    }

    /**
     * To several numbers, with parts or without. Each message names every participant.
     *
     * @param messages one for each of our numbers among the recipients, in their order; where none is known as ours, one
     *        for the first recipient
     */
    record Group(List<InboundMessage.Received> messages, List<String> unknownMembers) implements Texts {
    }

    /** What became of a text of ours. */
    record Receipt(DeliveryReceipt receipt, List<String> unknownMembers) implements Parsed {
    }

    /**
     * Not understood; kept with its bytes.
     *
     * @param reason in words, without anything of the content
     */
    record Quarantined(String reason, List<String> unknownMembers) implements Parsed {
    }
}
