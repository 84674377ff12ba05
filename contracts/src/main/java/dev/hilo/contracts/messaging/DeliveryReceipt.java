package dev.hilo.contracts.messaging;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.hilo.contracts.ConversationKey;
import dev.hilo.contracts.HiloEvent;
import dev.hilo.contracts.PhoneNumber;
import org.jspecify.annotations.Nullable;

/**
 * What the carrier says became of a text we sent. On the topic {@code message.receipts}, keyed by conversation.
 *
 * @param id derived from the delivery: reading it again gives the same id
 * @param occurredAt when the intake received it; the carrier's own dates have no zone and stay inside {@code text}
 * @param did our number
 * @param contact the handset
 * @param refId the {@code RefId} of the send's answer, when the carrier gives it; never the {@code id:} inside the text
 * @param stat the SMPP word as it came, upper case ({@code DELIVRD}, {@code UNDELIV}, …); unknown words stay as they are
 * @param err the carrier's three digits, {@code 000} for none
 * @param textPrefix the first characters of our text, when the carrier repeats them
 * @param flagged whether the carrier marked it as a receipt; an unmarked one counts only when it matches a recent send
 * @param text the receipt's own words, decoded, kept for the trail
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonTypeName("message.receipt.v1")
public record DeliveryReceipt(UUID id, Instant occurredAt, UUID deliveryId, PhoneNumber did, PhoneNumber contact,
        @Nullable String refId, String stat, @Nullable String err, @Nullable String textPrefix, boolean flagged,
        String text) implements HiloEvent {

    public ConversationKey conversation() {
        return new ConversationKey(did, contact);
    }
}
