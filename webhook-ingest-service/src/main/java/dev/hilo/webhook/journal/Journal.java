package dev.hilo.webhook.journal;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import dev.hilo.contracts.Topics;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Appends to the journal with the durability that a 200 stands for: acknowledged by all in-sync replicas.
 * <p>
 * It is Kafka's own producer and not a messaging channel, because the caller is an event loop and the answer must be
 * honest: {@link #append} returns at once whatever state the broker is in ({@code max.block.ms} is 0, so a missing
 * topic or a full buffer fails instead of waiting), and what waits for the broker is bounded in number and bytes.
 */
@Singleton
public class Journal {

    private static final Logger LOG = Logger.getLogger(Journal.class);
    private static final Duration LOOK = Duration.ofMillis(250);
    private static final Duration RECENT = Duration.ofSeconds(5);
    /** Appends under way at once that say that the door has its hands full. */
    private static final int BUSY = 8;
    private static final List<String> JOURNALS = List.of(Topics.WEBHOOK_DELIVERIES, Topics.WEBHOOK_QUARANTINE);

    private final Map<String, Object> kafka;
    private final JournalConfig config;
    private final ScheduledExecutorService keeper = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("journal-keeper").factory());
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicLong inFlightBytes = new AtomicLong();
    /** Since when every append has failed, in {@link System#nanoTime}; 0 when the last one did not. */
    private final AtomicLong failingSince = new AtomicLong();
    private volatile long lastFailure;
    private volatile @Nullable KafkaProducer<String, byte[]> producer;

    Journal(@Identifier("default-kafka-broker") Map<String, Object> kafka, JournalConfig config,
            MeterRegistry meters) {
        this.kafka = kafka;
        this.config = config;
        var _ = Gauge.builder("hilo.webhook.journal.in.flight", inFlight, AtomicInteger::get).register(meters);
    }

    void start(@Observes StartupEvent started) {
        keep();
        var _ = keeper.scheduleWithFixedDelay(this::keep, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    @PreDestroy
    void close() {
        keeper.shutdownNow();
        var open = producer;
        if (open != null) {
            open.close(config.deliveryTimeout());
        }
    }

    /**
     * Never blocks and never throws.
     *
     * @return done when the broker has acknowledged; fails with {@link JournalUnavailable}
     */
    public CompletionStage<Void> append(ProducerRecord<String, byte[]> entry) {
        var open = producer;
        var size = entry.value().length;
        if (open == null) {
            return CompletableFuture.failedStage(new JournalUnavailable("Kafka cannot be found"));
        }
        var waiting = inFlight.incrementAndGet();
        var waitingBytes = inFlightBytes.addAndGet(size);
        if (waiting > config.maxInFlight() || waitingBytes > config.maxInFlightBytes()) {
            release(size);
            return CompletableFuture.failedStage(new JournalUnavailable("too much waits for Kafka already"));
        }
        var acknowledged = new CompletableFuture<Void>();
        try {
            var _ = open.send(entry, (_, failure) -> {
                release(size);
                settle(acknowledged, failure);
            });
        } catch (KafkaException | IllegalStateException refused) {
            release(size);
            settle(acknowledged, refused);
        }
        return acknowledged;
    }

    /** Whether posts come so fast that whatever else runs here takes time from their answers. */
    public boolean busy() {
        return inFlight.get() >= BUSY;
    }

    /** Whether an append can be expected to succeed: Kafka is connected, and nothing has failed just now. */
    public boolean ready() {
        var open = producer;
        return open != null && connected(open) && knowsTopics(open)
                && (failingSince.get() == 0 || System.nanoTime() - lastFailure > RECENT.toNanos());
    }

    private void release(int size) {
        inFlight.decrementAndGet();
        inFlightBytes.addAndGet(-size);
    }

    private void settle(CompletableFuture<Void> acknowledged, @Nullable Exception failure) {
        if (failure == null) {
            failingSince.set(0);
            acknowledged.complete(null);
        } else {
            lastFailure = System.nanoTime();
            failingSince.compareAndSet(0, lastFailure);
            acknowledged.completeExceptionally(new JournalUnavailable(failure.getClass().getSimpleName()));
        }
    }

    /** Opens the producer, asks for its topics before the first post does, and replaces it when it is beyond help. */
    private void keep() {
        try {
            var open = producer;
            var since = failingSince.get();
            if (open != null && since != 0 && System.nanoTime() - since > config.replaceAfter().toNanos()) {
                LOG.warn("the journal's producer has failed for too long and is replaced");
                producer = null;
                failingSince.set(0);
                open.close(Duration.ZERO);
                open = null;
            }
            if (open == null) {
                open = open();
                producer = open;
            }
            var _ = knowsTopics(open);
        } catch (KafkaException notNow) {
            LOG.debugf("the journal cannot be opened yet: %s", notNow.getClass().getSimpleName());
        }
    }

    private KafkaProducer<String, byte[]> open() {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "webhook-ingest-journal");
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 0);
        // One request at a time, and no waiting before it: what comes while it is under way goes with the next one, for
        // all partitions together. Alone a post leaves at once; under load a request carries what a round trip brings.
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 65_536);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 33_554_432);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) config.deliveryTimeout().toMillis());
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) config.deliveryTimeout().toMillis() * 2 / 3);
        settings.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, 50);
        settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1000);
        // A quiet night must not end with a refusal because the topic was forgotten meanwhile.
        settings.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, TimeUnit.DAYS.toMillis(3650));
        return new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    /** Asks from what is known already; where something is not, the question starts a look-up in the background. */
    private static boolean knowsTopics(KafkaProducer<String, byte[]> open) {
        var known = true;
        for (var topic : JOURNALS) {
            try {
                known &= !open.partitionsFor(topic).isEmpty();
            } catch (KafkaException | IllegalStateException notYet) {
                known = false;
            }
        }
        return known;
    }

    private static boolean connected(KafkaProducer<String, byte[]> open) {
        return open.metrics().entrySet().stream()
                .filter(metric -> metric.getKey().name().equals("connection-count")
                        && metric.getKey().group().equals("producer-metrics"))
                .anyMatch(metric -> metric.getValue().metricValue() instanceof Double count && count >= 1);
    }
}
