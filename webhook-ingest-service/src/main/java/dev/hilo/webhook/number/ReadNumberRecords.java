package dev.hilo.webhook.number;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.Topics;
import dev.hilo.contracts.provisioning.NumberRecord;
import dev.hilo.platform.event.EventCodec;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Follows {@code number.records} from its beginning. Every instance needs every record, so it takes the partitions
 * itself, without a consumer group: nothing to commit and nothing left behind at the broker.
 */
@ApplicationScoped
class ReadNumberRecords {

    private static final Logger LOG = Logger.getLogger(ReadNumberRecords.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Map<String, Object> kafka;
    private final OwnNumbers numbers;
    private final Thread reader = Thread.ofPlatform().daemon().name("number-records").unstarted(this::readForGood);
    private volatile @Nullable KafkaConsumer<String, byte[]> consumer;
    private final CountDownLatch stopping = new CountDownLatch(1);

    ReadNumberRecords(@Identifier("default-kafka-broker") Map<String, Object> kafka, OwnNumbers numbers) {
        this.kafka = kafka;
        this.numbers = numbers;
    }

    void start(@Observes StartupEvent started) {
        reader.start();
    }

    void stop(@Observes ShutdownEvent shutdown) {
        stopping.countDown();
        var reading = consumer;
        if (reading != null) {
            reading.wakeup();
        }
    }

    private void readForGood() {
        var done = false;
        while (!done) {
            try (var reading = open()) {
                consumer = reading;
                read(reading);
            } catch (WakeupException calledToStop) {
                // Seen below.
            } catch (RuntimeException failure) {
                LOG.warnf("number records cannot be read now: %s", failure.getClass().getSimpleName());
            }
            done = stoppedAfterAPause();
        }
    }

    private KafkaConsumer<String, byte[]> open() {
        Map<String, Object> config = new HashMap<>(kafka);
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, "webhook-ingest-numbers");
        config.remove(ConsumerConfig.GROUP_ID_CONFIG);
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1000);
        return new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
    }

    private void read(KafkaConsumer<String, byte[]> reading) {
        List<TopicPartition> partitions = reading.partitionsFor(Topics.NUMBER_RECORDS).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition())).toList();
        if (partitions.isEmpty()) {
            throw new IllegalStateException("there is no topic " + Topics.NUMBER_RECORDS);
        }
        reading.assign(partitions);
        reading.seekToBeginning(partitions);
        var ends = reading.endOffsets(partitions);
        var behind = true;
        while (stopping.getCount() > 0) {
            reading.poll(POLL).forEach(this::take);
            if (behind && partitions.stream().allMatch(p -> reading.position(p) >= ends.getOrDefault(p, 0L))) {
                behind = false;
                numbers.complete();
            }
        }
    }

    private void take(ConsumerRecord<String, byte[]> heard) {
        try {
            if (heard.value() == null) {
                PhoneNumber.parse(heard.key()).ifPresent(numbers::forgotten);
            } else {
                EventCodec.read(heard.value(), NumberRecord.class).ifPresent(numbers::heard);
            }
        } catch (RuntimeException unreadable) {
            // Those who act on number records put it to the dead letters; here one number stays unknown.
            LOG.warnf("number record %d-%d cannot be read", heard.partition(), heard.offset());
        }
    }

    private boolean stoppedAfterAPause() {
        try {
            return stopping.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException calledToStop) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
