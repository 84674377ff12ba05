package dev.hilo.webhook.archive;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.platform.problem.CommonProblem;
import dev.hilo.platform.problem.ProblemException;
import io.smallrye.common.annotation.Identifier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/**
 * Lends a reader to those who look back, to a few at once. A reader blocks: callers are on worker threads, never on the
 * event loops that take the webhooks.
 */
@ApplicationScoped
public class Archive {

    private static final Logger LOG = Logger.getLogger(Archive.class);

    private final Map<String, Object> kafka;
    private final ArchiveConfig config;
    private final Semaphore places;
    private final ConcurrentLinkedQueue<KafkaConsumer<String, byte[]>> idle = new ConcurrentLinkedQueue<>();

    Archive(@Identifier("default-kafka-broker") Map<String, Object> kafka, ArchiveConfig config) {
        this.kafka = kafka;
        this.config = config;
        this.places = new Semaphore(config.readers());
    }

    /** @throws ProblemException 503 when enough others read, or Kafka does not answer */
    public <T> T reading(Function<ArchiveReader, T> work) {
        if (!places.tryAcquire()) {
            throw ProblemException.of(CommonProblem.UNAVAILABLE, "Enough others look into the journal right now");
        }
        try {
            return withConsumer(work);
        } finally {
            places.release();
        }
    }

    private <T> T withConsumer(Function<ArchiveReader, T> work) {
        KafkaConsumer<String, byte[]> consumer = null;
        var sound = false;
        try {
            consumer = consumer();
            var result = work.apply(new ArchiveReader(consumer, config));
            sound = true;
            return result;
        } catch (ProblemException refused) {
            sound = true;
            throw refused;
        } catch (KafkaException away) {
            LOG.warnf("the journal cannot be read now: %s", away.getClass().getSimpleName());
            throw ProblemException.of(CommonProblem.UNAVAILABLE, "Kafka cannot be read right now");
        } finally {
            if (consumer != null) {
                putBack(consumer, sound);
            }
        }
    }

    private void putBack(KafkaConsumer<String, byte[]> consumer, boolean sound) {
        if (sound) {
            consumer.unsubscribe();
            idle.add(consumer);
        } else {
            consumer.close();
        }
    }

    private KafkaConsumer<String, byte[]> consumer() {
        var waiting = idle.poll();
        return waiting == null
                ? new KafkaConsumer<>(settings(), new StringDeserializer(), new ByteArrayDeserializer())
                : waiting;
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = Consumers.settings(kafka, "webhook-ingest-archive");
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) config.stepTime().toMillis());
        settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) config.stepTime().toMillis());
        // A page wants a few records of each partition; more would be fetched to be thrown away.
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 262_144);
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 8 * 1024 * 1024);
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 50);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000);
        return settings;
    }

    @PreDestroy
    void close() {
        for (var consumer = idle.poll(); consumer != null; consumer = idle.poll()) {
            consumer.close();
        }
    }

    /** What all consumers of this package have. */
    static final class Consumers {

        private Consumers() {
        }

        static Map<String, Object> settings(Map<String, Object> kafka, String client) {
            Map<String, Object> settings = new HashMap<>(kafka);
            settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
            settings.put(ConsumerConfig.CLIENT_ID_CONFIG, client);
            settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
            settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
            // What the topic has let go meanwhile is gone; reading goes on with what is left.
            settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
            settings.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1000);
            return settings;
        }
    }
}
