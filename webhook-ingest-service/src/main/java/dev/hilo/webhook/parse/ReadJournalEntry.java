package dev.hilo.webhook.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.contracts.ConversationKey;
import dev.hilo.contracts.HiloEvent;
import dev.hilo.contracts.Topics;
import dev.hilo.contracts.messaging.DeliveryReceipt;
import dev.hilo.contracts.webhook.QuarantinedDelivery;
import dev.hilo.contracts.webhook.WebhookDelivery;
import dev.hilo.platform.event.DeadLetterHeaders;
import dev.hilo.platform.event.EventCodec;
import dev.hilo.platform.identity.Ids;
import dev.hilo.webhook.journal.EventRecords;
import dev.hilo.webhook.number.OwnNumbers;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jboss.logging.Logger;

/** Turns one entry of the journal into the records that follow from it. There is always at least one. */
@ApplicationScoped
class ReadJournalEntry {

    private static final Logger LOG = Logger.getLogger(ReadJournalEntry.class);
    private static final Set<String> KNOWN_STATS = Set.of("DELIVRD", "UNDELIV", "REJECTD", "EXPIRED", "DELETED",
            "UNKNOWN", "ACCEPTD", "ENROUTE");
    /** Below what {@code webhook.deliveries.dlq} takes, with room for the headers. */
    private static final int LARGEST_DEAD_LETTER = 2_000_000;

    private final ParseDelivery parse;
    private final OwnNumbers own;
    private final NoticeUnknownMembers unknownMembers;
    private final MeterRegistry meters;
    private final Map<String, Counter> counters = new ConcurrentHashMap<>();

    ReadJournalEntry(ParseDelivery parse, OwnNumbers own, NoticeUnknownMembers unknownMembers, MeterRegistry meters) {
        this.parse = parse;
        this.own = own;
        this.unknownMembers = unknownMembers;
        this.meters = meters;
    }

    List<ProducerRecord<String, byte[]>> read(ConsumerRecord<String, byte[]> entry) {
        WebhookDelivery delivery;
        try {
            delivery = delivery(entry.value());
        } catch (RuntimeException unreadable) {
            return List.of(deadLetter(entry, unreadable));
        }
        return follows(delivery, keyOf(entry, delivery));
    }

    /** @throws RuntimeException of some kind when the value is no whole delivery */
    private static WebhookDelivery delivery(byte[] value) {
        var delivery = EventCodec.read(value, WebhookDelivery.class).orElseThrow();
        Objects.requireNonNull(delivery.id(), "id");
        Objects.requireNonNull(delivery.occurredAt(), "occurredAt");
        Objects.requireNonNull(delivery.body(), "body");
        return delivery;
    }

    private List<ProducerRecord<String, byte[]>> follows(WebhookDelivery delivery, String key) {
        var parsed = parse.parseOrSetAside(delivery, own::contains);
        var _ = unknownMembers.notice(delivery.id(), parsed.unknownMembers());
        return switch (parsed) {
            case Parsed.Sms sms -> texts("sms", delivery, key, sms);
            case Parsed.Mms mms -> texts("mms", delivery, key, mms);
            case Parsed.Group group -> texts("group", delivery, key, group);
            case Parsed.Receipt(var receipt, _) -> receipt(delivery, key, receipt);
            case Parsed.Quarantined(var reason, _) -> List.of(quarantine(delivery, key, reason));
        };
    }

    private List<ProducerRecord<String, byte[]>> texts(String verdict, WebhookDelivery delivery, String key,
            Parsed.Texts texts) {
        count(verdict);
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>(texts.messages().size());
        texts.messages().forEach(message -> records.add(fitting(delivery, key,
                event(Topics.MESSAGE_INBOUND, message.conversation(), message, delivery))));
        return records;
    }

    private List<ProducerRecord<String, byte[]>> receipt(WebhookDelivery delivery, String key,
            DeliveryReceipt receipt) {
        count(receipt.flagged() ? "receipt" : "unmarked-receipt");
        if (!KNOWN_STATS.contains(receipt.stat())) {
            count("unknown-stat");
            LOG.warnf("receipt %s says an unknown word", receipt.id());
        }
        return List.of(fitting(delivery, key,
                event(Topics.MESSAGE_RECEIPTS, receipt.conversation(), receipt, delivery)));
    }

    private ProducerRecord<String, byte[]> fitting(WebhookDelivery delivery, String key,
            ProducerRecord<String, byte[]> written) {
        return written.value().length > EventRecords.LARGEST
                ? quarantine(delivery, key, EventRecords.TOO_LARGE)
                : written;
    }

    private ProducerRecord<String, byte[]> quarantine(WebhookDelivery delivery, String key, String reason) {
        count("quarantine");
        LOG.warnf("delivery %s goes to quarantine: %s", delivery.id(), reason);
        var event = new QuarantinedDelivery(Ids.derived(delivery.id(), "quarantine"), delivery.occurredAt(), reason,
                delivery);
        return EventRecords.of(Topics.WEBHOOK_QUARANTINE, key, event, EventCodec.typeOf(event), delivery.id());
    }

    private static ProducerRecord<String, byte[]> event(String topic, ConversationKey conversation, HiloEvent event,
            WebhookDelivery delivery) {
        return EventRecords.of(topic, conversation.wire(), event, EventCodec.typeOf(event), delivery.id());
    }

    private ProducerRecord<String, byte[]> deadLetter(ConsumerRecord<String, byte[]> entry,
            RuntimeException unreadable) {
        count("dead-letter");
        var reason = "no delivery that this version can read: " + unreadable.getClass().getSimpleName();
        LOG.warnf("journal entry %d-%d goes to the dead letters: %s", entry.partition(), entry.offset(), reason);
        // One that is larger than its dead-letter topic allows is named by its place only.
        var value = entry.value() == null || entry.value().length > LARGEST_DEAD_LETTER ? new byte[0] : entry.value();
        return new ProducerRecord<>(Topics.deadLettersOf(Topics.WEBHOOK_DELIVERIES), null, entry.key(), value,
                DeadLetterHeaders.of(entry, reason));
    }

    private void count(String verdict) {
        counters.computeIfAbsent(verdict, _ -> meters.counter("hilo.webhook.parsed", "verdict", verdict)).increment();
    }

    private static String keyOf(ConsumerRecord<String, byte[]> entry, WebhookDelivery delivery) {
        return entry.key() == null ? delivery.id().toString() : entry.key();
    }
}
