package dev.hilo.faults;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hilo.contracts.HiloEvent;
import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.messaging.ConversationEvent;
import dev.hilo.contracts.messaging.DeliveryReceipt;
import dev.hilo.contracts.messaging.InboundMessage;
import dev.hilo.contracts.provisioning.NumberRecord;
import dev.hilo.platform.event.EventCodec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

import static dev.hilo.contracts.Topics.CONVERSATION_EVENTS;
import static dev.hilo.contracts.Topics.MESSAGE_INBOUND;
import static dev.hilo.contracts.Topics.MESSAGE_RECEIPTS;
import static dev.hilo.contracts.Topics.NUMBER_RECORDS;

/** The service's neighbours, as it knows them: what intake and provisioning write, and what a gateway reads. */
final class Topics implements AutoCloseable {

    private final String bootstrap;
    private final KafkaProducer<String, byte[]> producer;

    Topics(String bootstrap) {
        this.bootstrap = bootstrap;
        this.producer = new KafkaProducer<>(Map.of("bootstrap.servers", bootstrap, "acks", "all"),
                new StringSerializer(), new ByteArraySerializer());
    }

    void own(PhoneNumber did, String campaign, String team) {
        write(NUMBER_RECORDS, did.value(), new NumberRecord(UUID.randomUUID(), Instant.now(), did, "A number",
                NumberRecord.State.ACTIVE, true, true, campaign, List.of(team), null));
    }

    /** A contact writes to us. */
    void arrives(PhoneNumber did, String contact, String text) {
        var received = new InboundMessage.Received(UUID.randomUUID(), Instant.now(), UUID.randomUUID(), did,
                new PhoneNumber(contact), List.of(), text, List.of(), null);
        write(MESSAGE_INBOUND, received.conversation().wire(), received);
    }

    /** @param sent an entry of what the carrier has accepted */
    DeliveryReceipt delivered(JsonNode sent) {
        var refId = sent.path("response").path("RefId").asText();
        var receipt = new DeliveryReceipt(UUID.randomUUID(), Instant.now(), UUID.randomUUID(),
                new PhoneNumber("+" + sent.path("request").path("From").asText()),
                new PhoneNumber("+" + sent.path("request").path("To").path(0).asText()), refId, "DELIVRD", "000",
                sent.path("request").path("Message").asText().substring(0, 20), true, "stat:DELIVRD err:000");
        write(MESSAGE_RECEIPTS, receipt.conversation().wire(), receipt);
        return receipt;
    }

    /** Every event of every conversation, as often as it was published. */
    List<ConversationEvent> events() {
        try (var consumer = new KafkaConsumer<>(Map.<String, Object>of("bootstrap.servers", bootstrap),
                new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(CONVERSATION_EVENTS).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition())).toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            List<ConversationEvent> events = new ArrayList<>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                for (var record : consumer.poll(Duration.ofMillis(100))) {
                    events.add(EventCodec.read(record.value(), ConversationEvent.class).orElseThrow());
                }
            }
            return events;
        }
    }

    @Override
    public void close() {
        producer.close();
    }

    private void write(String topic, String key, HiloEvent event) {
        try {
            var _ = producer.send(new ProducerRecord<>(topic, key, EventCodec.write(event))).get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
