package dev.hilo.webhook.replay;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hilo.contracts.HiloEvent;
import dev.hilo.contracts.messaging.DeliveryReceipt;
import dev.hilo.contracts.messaging.InboundMessage;
import dev.hilo.webhook.outcome.Recorded;
import dev.hilo.webhook.reread.Reading;
import org.jspecify.annotations.Nullable;

/**
 * What a delivery says, as far as it can be compared.
 *
 * @param kind {@code text}, {@code group}, {@code receipt} or {@code quarantined}
 * @param body the words; of a receipt, its own
 * @param media where its parts lie at the carrier, in order
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Shape(String kind, @Nullable String from, @Nullable String to, @Nullable String body,
        @Nullable List<String> media, @Nullable String stat, @Nullable String err, @Nullable String refId,
        @Nullable String reason) {

    static Shape quarantined(@Nullable String reason) {
        return new Shape(Reading.Kind.QUARANTINED.wire(), null, null, null, null, null, null, null, reason);
    }

    static Shape of(HiloEvent event, Reading.Kind kind) {
        return switch (event) {
            case InboundMessage.Received text -> new Shape(kind.wire(), text.contact().value(), text.did().value(),
                    text.text(), text.media().stream().map(InboundMessage.Part::url).toList(), null, null,
                    text.refId(), null);
            case DeliveryReceipt receipt -> new Shape(kind.wire(), receipt.contact().value(), receipt.did().value(),
                    receipt.text(), null, receipt.stat(), receipt.err(), receipt.refId(), null);
            default -> throw new IllegalStateException("no delivery gives a " + event.getClass().getSimpleName());
        };
    }

    /** @param kind today's: messaging does not tell a group from a text */
    static Shape of(Recorded recorded, Reading.Kind kind) {
        var text = recorded.message();
        var receipt = recorded.receipt();
        if (receipt != null) {
            return new Shape(Reading.Kind.RECEIPT.wire(), null, null, receipt.text(), null, receipt.stat(),
                    receipt.err(), receipt.refId(), null);
        }
        var word = kind == Reading.Kind.GROUP ? kind.wire() : Reading.Kind.TEXT.wire();
        return text == null
                ? new Shape(word, null, null, null, null, null, null, null, null)
                : new Shape(word, text.from(), text.to(), text.body(), text.media(), null, null, text.refId(), null);
    }
}
