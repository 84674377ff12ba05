package dev.hilo.webhook.reread;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.contracts.HiloEvent;
import dev.hilo.contracts.Topics;
import dev.hilo.contracts.messaging.DeliveryReceipt;
import dev.hilo.contracts.messaging.InboundMessage;
import dev.hilo.contracts.webhook.WebhookDelivery;
import dev.hilo.platform.event.EventCodec;
import dev.hilo.webhook.journal.EventRecords;
import dev.hilo.webhook.number.OwnNumbers;
import dev.hilo.webhook.parse.ParseDelivery;
import dev.hilo.webhook.parse.Parsed;
import dev.hilo.webhook.reread.Reading.Kind;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Reads a delivery by today's parser. The ids of what follows are derived, so they are those of the first time. */
@ApplicationScoped
public class ReadAgain {

    private final ParseDelivery parse;
    private final OwnNumbers own;

    ReadAgain(ParseDelivery parse, OwnNumbers own) {
        this.parse = parse;
        this.own = own;
    }

    public Reading read(WebhookDelivery delivery) {
        return switch (parse.parseOrSetAside(delivery, own::contains)) {
            case Parsed.Quarantined quarantined -> new Reading(Kind.QUARANTINED, quarantined.reason(), List.of());
            case Parsed.Receipt receipt -> fitting(delivery, Kind.RECEIPT, List.of(receipt.receipt()));
            case Parsed.Group group -> fitting(delivery, Kind.GROUP, List.copyOf(group.messages()));
            case Parsed.Sms sms -> fitting(delivery, Kind.TEXT, List.of(sms.message()));
            case Parsed.Mms mms -> fitting(delivery, Kind.TEXT, List.of(mms.message()));
        };
    }

    /** What follows from it, for its topic. A text says that it was read again: it corrects what was stored. */
    public static ProducerRecord<String, byte[]> record(HiloEvent event) {
        return switch (event) {
            case InboundMessage.Received text -> EventRecords.of(Topics.MESSAGE_INBOUND, text.conversation().wire(),
                    text.readAgain(), EventCodec.typeOf(text), text.deliveryId());
            case DeliveryReceipt receipt -> EventRecords.of(Topics.MESSAGE_RECEIPTS, receipt.conversation().wire(),
                    receipt, EventCodec.typeOf(receipt), receipt.deliveryId());
            default -> throw Reading.unexpected(event);
        };
    }

    /** Only of what is large enough is an event written to see whether it fits. */
    private static Reading fitting(WebhookDelivery delivery, Kind kind, List<HiloEvent> events) {
        var tooLarge = EventRecords.most(delivery) > EventRecords.LARGEST && events.stream()
                .anyMatch(event -> EventCodec.write(event).length > EventRecords.LARGEST);
        return tooLarge
                ? new Reading(Kind.QUARANTINED, EventRecords.TOO_LARGE, List.of())
                : new Reading(kind, null, events);
    }
}
