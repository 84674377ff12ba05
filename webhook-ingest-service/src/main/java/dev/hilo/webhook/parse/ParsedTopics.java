package dev.hilo.webhook.parse;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.common.annotation.Identifier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes what was read, in order, with patience: here nobody waits as the carrier does. Used by one batch of the journal
 * at a time, and by admins beside it.
 */
@ApplicationScoped
public class ParsedTopics {

    private final Map<String, Object> kafka;
    private @Nullable KafkaProducer<String, byte[]> producer;

    ParsedTopics(@Identifier("default-kafka-broker") Map<String, Object> kafka) {
        this.kafka = kafka;
    }

    /**
     * May block while Kafka is away.
     *
     * @return done when the broker has acknowledged every record
     */
    public CompletionStage<Void> write(List<ProducerRecord<String, byte[]>> records) {
        var open = open();
        var left = new AtomicInteger(records.size());
        var all = new CompletableFuture<Void>();
        for (var entry : records) {
            var _ = open.send(entry, (_, failure) -> {
                if (failure != null) {
                    all.completeExceptionally(failure);
                } else if (left.decrementAndGet() == 0) {
                    all.complete(null);
                }
            });
        }
        return records.isEmpty() ? CompletableFuture.completedStage(null) : all;
    }

    /** Forgets the producer: after a failure nobody knows whether its state is final, and the next one starts clean. */
    synchronized void startAgain() {
        close(Duration.ZERO);
    }

    @PreDestroy
    synchronized void stop() {
        close(Duration.ofSeconds(2));
    }

    private void close(Duration patience) {
        if (producer != null) {
            producer.close(patience);
            producer = null;
        }
    }

    private synchronized KafkaProducer<String, byte[]> open() {
        if (producer == null) {
            Map<String, Object> settings = new HashMap<>(kafka);
            settings.put(ProducerConfig.CLIENT_ID_CONFIG, "webhook-ingest-parser");
            settings.put(ProducerConfig.ACKS_CONFIG, "all");
            settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
            // As the journal's: nothing waits before a request, and what comes meanwhile goes with the next one.
            settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
            settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
            settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 65_536);
            settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
            settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000);
            settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
            settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1000);
            settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 3 * 1024 * 1024);
            producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
        }
        return producer;
    }
}
