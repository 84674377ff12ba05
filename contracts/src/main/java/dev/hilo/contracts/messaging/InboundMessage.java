package dev.hilo.contracts.messaging;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
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
     * @param reread present and true when an admin had the delivery read again: what it says now corrects what was
     *         stored under its id; absent otherwise
     */
    record Received(UUID id, Instant occurredAt, UUID deliveryId, PhoneNumber did, PhoneNumber contact,
            List<PhoneNumber> participants, String text, List<Part> media, @Nullable String refId,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean reread)
            implements
                InboundMessage {

        /** One that is read for the first time. */
        public Received(UUID id, Instant occurredAt, UUID deliveryId, PhoneNumber did, PhoneNumber contact,
                List<PhoneNumber> participants, String text, List<Part> media, @Nullable String refId) {
            this(id, occurredAt, deliveryId, did, contact, participants, text, media, refId, null);
        }

        /** The same, as an admin had it read again. */
        public Received readAgain() {
            return new Received(id, occurredAt, deliveryId, did, contact, participants, text, media, refId, true);
        }

        /** Whether an admin had it read again. */
        public boolean wasReadAgain() {
            return Boolean.TRUE.equals(reread);
        }

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
