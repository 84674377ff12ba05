package dev.hilo.contracts.messaging;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.hilo.contracts.ConversationKey;
import dev.hilo.contracts.HiloEvent;
import dev.hilo.contracts.PhoneNumber;
import org.jspecify.annotations.Nullable;

/** What the topic {@code message.inbound} carries, keyed by {@link ConversationKey#wire()}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes(@JsonSubTypes.Type(value = InboundMessage.Received.class, name = "message.inbound.v1"))
public sealed interface InboundMessage extends HiloEvent {

    /**
     * A person's text, read from one delivery.
     *
     * @param id derived from the delivery and our number: reading the delivery again gives the same id
     * @param occurredAt when the intake received it
     * @param deliveryId the journal entry it was read from
     * @param did the number of ours it was sent to, or the first recipient when none is known as ours
     * @param contact who sent it
     * @param participants every number in a group MMS, the sender and ours included; empty outside a group
     * @param text decoded once; empty for a medium without words
     * @param media parts still at the carrier, in order
     * @param refId the carrier's reference, which it does not always send
     */
    record Received(UUID id, Instant occurredAt, UUID deliveryId, PhoneNumber did, PhoneNumber contact,
            List<PhoneNumber> participants, String text, List<Part> media, @Nullable String refId)
            implements
                InboundMessage {

        public ConversationKey conversation() {
            return new ConversationKey(did, contact);
        }
    }

    /**
     * One part of an MMS.
     *
     * @param url where the carrier keeps it
     * @param text whether it is the wording ({@code .txt}) rather than a medium
     */
    record Part(String url, boolean text) {
    }
}
