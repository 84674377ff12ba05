package dev.hilo.webhook;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Future;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.hilo.contracts.HiloEvent;
import dev.hilo.contracts.Topics;
import dev.hilo.contracts.webhook.QuarantinedDelivery;
import dev.hilo.contracts.webhook.WebhookDelivery;
import dev.hilo.platform.event.EventCodec;
import dev.hilo.platform.testing.KafkaForTests;
import dev.hilo.webhook.journal.EventRecords;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Deliveries put into the journal with times of the test's choice. Times in a log only go forward, more or less, and a
 * broker takes none that lies an hour ahead: each test takes some seconds of its own behind those of the test before.
 */
public final class JournalOfTests implements AutoCloseable {

    private static Instant free = Instant.EPOCH;

    private final KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
            Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, KafkaForTests.bootstrapServers(),
                    ProducerConfig.LINGER_MS_CONFIG, 5),
            new StringSerializer(), new ByteArraySerializer());
    private final List<Future<RecordMetadata>> writes = new ArrayList<>();

    /** The beginning of some time that is the caller's alone. */
    public static synchronized Instant momentFor(Duration length) {
        var start = Instant.now().isAfter(free) ? Instant.now() : free;
        free = start.plus(length).plusSeconds(10);
        return start.truncatedTo(ChronoUnit.MILLIS);
    }

    /** A text from one handset to one of our numbers. */
    public static String text(String from, String to, String words) {
        return "{\"From\":\"%s\",\"To\":[\"%s\"],\"Message\":\"%s\"}".formatted(from, to, words);
    }

    public static WebhookDelivery delivery(Instant at, String body) {
        return WebhookDelivery.received(UuidCreator.getTimeOrderedEpoch(at), at, "52.206.134.245", "application/json",
                Map.of("user-agent", "BulkVS"), body.getBytes(StandardCharsets.UTF_8));
    }

    /** Written when {@link #written} returns. */
    public WebhookDelivery add(Instant at, String key, String body) {
        var delivery = delivery(at, body);
        send(Topics.WEBHOOK_DELIVERIES, key, delivery, delivery.id());
        return delivery;
    }

    public WebhookDelivery quarantine(Instant at, String reason, String body) {
        var delivery = delivery(at, body);
        var event = new QuarantinedDelivery(UUID.randomUUID(), at, reason, delivery);
        send(Topics.WEBHOOK_QUARANTINE, delivery.id().toString(), event, delivery.id());
        return delivery;
    }

    public List<RecordMetadata> written() throws Exception {
        List<RecordMetadata> places = new ArrayList<>();
        for (var write : writes) {
            places.add(write.get());
        }
        writes.clear();
        return places;
    }

    @Override
    public void close() {
        producer.close();
    }

    private void send(String topic, String key, HiloEvent event, UUID delivery) {
        writes.add(producer.send(EventRecords.of(topic, key, event, EventCodec.typeOf(event), delivery)));
    }
}
