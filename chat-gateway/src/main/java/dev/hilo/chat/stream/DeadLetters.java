package dev.hilo.chat.stream;

import java.util.HashMap;
import java.util.Map;

import dev.hilo.contracts.Topics;
import dev.hilo.platform.event.DeadLetterHeaders;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Puts records that nobody here can read where admins find them. Every gateway reads everything, so each puts the same
 * record there, and again at a start with the record in its window: who lists them counts a place of origin once. Reading
 * does not wait for it. For the reading thread alone.
 */
final class DeadLetters implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(DeadLetters.class);

    private final Map<String, Object> kafka;
    /** Opened for the first of them: most gateways never see one. */
    private @Nullable Producer<String, byte[]> producer;

    DeadLetters(Map<String, Object> kafka) {
        this.kafka = kafka;
    }

    /** @param reason without anything of the value */
    void put(ConsumerRecord<String, byte[]> record, String reason) {
        var letter = new ProducerRecord<>(Topics.deadLettersOf(record.topic()), null, record.key(), record.value(),
                DeadLetterHeaders.of(record, reason));
        try {
            var _ = open().send(letter, (_, failure) -> {
                if (failure != null) {
                    missed(record, failure);
                }
            });
        } catch (KafkaException refused) {
            missed(record, refused);
        }
    }

    @Override
    public void close() {
        if (producer != null) {
            producer.close();
            producer = null;
        }
    }

    private static void missed(ConsumerRecord<String, byte[]> record, Exception failure) {
        LOG.errorf("%s-%d@%d is not among the dead letters: %s", record.topic(), record.partition(), record.offset(),
                failure.getClass().getSimpleName());
    }

    private Producer<String, byte[]> open() {
        if (producer == null) {
            Map<String, Object> settings = new HashMap<>(kafka);
            settings.put(ProducerConfig.CLIENT_ID_CONFIG, "chat-gateway-dead-letters");
            settings.put(ProducerConfig.ACKS_CONFIG, "all");
            settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 2_000);
            settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000);
            settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
            producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
        }
        return producer;
    }
}
