package dev.hilo.chat.presence;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;

import dev.hilo.contracts.Topics;
import dev.hilo.contracts.testing.Documented;
import dev.hilo.platform.identity.Ids;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Message;

/** An instance's own way to {@code agent.signals}: a producer, and a reader that begins at the end. */
public final class SignalsOverKafka implements AutoCloseable {

    private final KafkaProducer<String, byte[]> producer;
    private final AgentSignals signals;
    private final Thread reader;
    private volatile boolean running = true;

    public SignalsOverKafka(String bootstrapServers, Ids ids, Clock clock) {
        producer = new KafkaProducer<>(Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                new StringSerializer(), new ByteArraySerializer());
        signals = new AgentSignals(new Out(), ids, clock);
        var consumer = new KafkaConsumer<>(Map.<String, Object>of("bootstrap.servers", bootstrapServers),
                new StringDeserializer(), new ByteArrayDeserializer());
        var partitions = consumer.partitionsFor(Topics.AGENT_SIGNALS).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition())).toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        reader = Thread.ofPlatform().daemon().name("signals").start(() -> {
            try (consumer) {
                while (running) {
                    consumer.poll(Duration.ofMillis(50)).forEach(record -> signals.hear(record.value()));
                }
            }
        });
    }

    public AgentSignals signals() {
        return signals;
    }

    @Override
    public void close() {
        running = false;
        try {
            reader.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        producer.close();
    }

    private final class Out implements Emitter<byte[]> {

        @Override
        public CompletionStage<Void> send(byte[] value) {
            throw new UnsupportedOperationException("signals have keys");
        }

        @Override
        public <M extends Message<? extends byte[]>> void send(M message) {
            Documented.record(Topics.AGENT_SIGNALS, message.getPayload());
            var key = message.getMetadata(OutgoingKafkaRecordMetadata.class).orElseThrow().getKey();
            var _ = producer.send(new ProducerRecord<>(Topics.AGENT_SIGNALS, (String) key, message.getPayload()));
        }

        @Override
        public void complete() {
            // The producer is closed with us.
        }

        @Override
        public void error(Exception failure) {
            throw new IllegalStateException(failure);
        }

        @Override
        public boolean isCancelled() {
            return false;
        }

        @Override
        public boolean hasRequests() {
            return true;
        }
    }
}
