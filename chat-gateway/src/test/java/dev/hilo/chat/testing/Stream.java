package dev.hilo.chat.testing;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.Topics;
import dev.hilo.contracts.messaging.ConversationEvent;
import dev.hilo.contracts.messaging.WorkspaceChange;
import dev.hilo.contracts.provisioning.NumberRecord;
import dev.hilo.contracts.provisioning.OrderRecord;
import dev.hilo.platform.event.EventCodec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes what messaging and provisioning would. */
public final class Stream implements AutoCloseable {

    private final KafkaProducer<String, byte[]> producer;

    public Stream(String bootstrapServers) {
        producer = new KafkaProducer<>(Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                ProducerConfig.LINGER_MS_CONFIG, 0), new StringSerializer(), new ByteArraySerializer());
    }

    /** @return where it stands */
    public long happens(ConversationEvent event) {
        return write(Topics.CONVERSATION_EVENTS, event.conversation().wire(), EventCodec.write(event));
    }

    public void garbage(Conversation conversation) {
        write(Topics.CONVERSATION_EVENTS, conversation.key().wire(), new byte[]{'{', 0});
    }

    public void belongsTo(PhoneNumber did, String name, String... teams) {
        var record = new NumberRecord(UUID.randomUUID(), Instant.now(), did, name, NumberRecord.State.ACTIVE, true,
                true, "C0DEMO1", List.of(teams), null);
        stands(record);
    }

    public void stands(NumberRecord number) {
        write(Topics.NUMBER_RECORDS, number.did().value(), EventCodec.write(number));
    }

    public void moves(OrderRecord order) {
        write(Topics.NUMBER_ORDERS, order.did().value(), EventCodec.write(order));
    }

    public void changes(WorkspaceChange change) {
        write(Topics.WORKSPACE_CHANGES, change.what(), EventCodec.write(change));
    }

    private long write(String topic, String key, byte[] value) {
        try {
            return producer.send(new ProducerRecord<>(topic, key, value)).get().offset();
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
