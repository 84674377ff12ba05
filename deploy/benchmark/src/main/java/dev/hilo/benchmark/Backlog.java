package dev.hilo.benchmark;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;

import dev.hilo.contracts.HiloEvent;
import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.Topics;
import dev.hilo.contracts.messaging.DeliveryReceipt;
import dev.hilo.contracts.messaging.InboundMessage;
import dev.hilo.local.settings.Settings;
import dev.hilo.platform.event.EventCodec;
import dev.hilo.platform.identity.Ids;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Texts and receipts that have piled up on the topics, and how many of them messaging has not yet stored. */
final class Backlog implements AutoCloseable {

    private static final Map<String, String> GROUPS = Map.of("messaging-inbound", Topics.MESSAGE_INBOUND,
            "messaging-receipts", Topics.MESSAGE_RECEIPTS);
    /** Every so many texts one comes twice, as the carrier does it. */
    private static final int REPEATED = 50;

    private final Settings settings;
    private final Admin admin;
    private UUID salt = UUID.randomUUID();
    private final Map<TopicPartition, Long> ends = new HashMap<>();

    Backlog(Settings settings) {
        this.settings = settings;
        this.admin = Admin.create(Map.of("bootstrap.servers", settings.kafkaBootstrapServers()));
    }

    /** The conversation's number of ours. */
    static PhoneNumber did(List<String> dids, int conversation) {
        return new PhoneNumber(dids.get(conversation % dids.size()));
    }

    static PhoneNumber contact(int conversation) {
        return new PhoneNumber("+1305" + (3_300_000 + conversation));
    }

    static String reference(int conversation) {
        return "BENCH" + conversation;
    }

    /**
     * @param texts over all conversations in turn
     * @param receipts for the text that each conversation has been sent
     */
    void put(List<String> dids, int conversations, int texts, int receipts, Instant now) throws InterruptedException {
        Map<String, Object> config = Map.of("bootstrap.servers", settings.kafkaBootstrapServers(), "acks", "1",
                "linger.ms", 20, "batch.size", 262_144, "buffer.memory", 67_108_864L);
        try (var producer = new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer())) {
            salt = UUID.randomUUID();
            for (var n = 0; n < texts; n++) {
                var text = text(dids, conversations, n, now.minusMillis(texts - n));
                write(producer, Topics.MESSAGE_INBOUND, text.conversation().wire(), text);
            }
            for (var n = 0; n < receipts; n++) {
                var receipt = receipt(dids, n % conversations, n, now);
                write(producer, Topics.MESSAGE_RECEIPTS, receipt.conversation().wire(), receipt);
            }
        }
        rememberEnds();
    }

    /** How many of those that were put are not stored, as far as the groups have said. */
    long left() throws InterruptedException {
        try {
            var left = 0L;
            for (var group : GROUPS.keySet()) {
                var stored = admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
                for (var end : ends.entrySet()) {
                    if (end.getKey().topic().equals(GROUPS.get(group))) {
                        var offset = stored.get(end.getKey());
                        left += Math.max(0, end.getValue() - (offset == null ? 0 : offset.offset()));
                    }
                }
            }
            return left;
        } catch (ExecutionException refused) {
            throw new BenchProblem("Kafka does not say how far messaging is: " + refused.getMessage(), refused);
        }
    }

    @Override
    public void close() {
        admin.close();
    }

    private void rememberEnds() throws InterruptedException {
        try {
            var topics = admin.describeTopics(GROUPS.values()).allTopicNames().get();
            Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
            topics.forEach((name, topic) -> topic.partitions()
                    .forEach(partition -> wanted.put(new TopicPartition(name, partition.partition()),
                            OffsetSpec.latest())));
            admin.listOffsets(wanted).all().get().forEach((partition, end) -> ends.put(partition, end.offset()));
        } catch (ExecutionException refused) {
            throw new BenchProblem("Kafka does not say where its topics end: " + refused.getMessage(), refused);
        }
    }

    private InboundMessage.Received text(List<String> dids, int conversations, int n, Instant at) {
        var turn = n / conversations;
        var conversation = n % conversations;
        var same = turn > 0 && conversation % REPEATED == 0 && turn % 2 == 1 ? turn - 1 : turn;
        var delivery = Ids.derived(salt, "delivery " + n);
        return new InboundMessage.Received(Ids.derived(delivery, "text"), at, delivery, did(dids, conversation),
                contact(conversation), List.of(),
                "Hello, this is about my table on Friday: can we be %d instead of four? Thanks a lot. (%d)"
                        .formatted(same + 2, conversation),
                List.of(), null);
    }

    private DeliveryReceipt receipt(List<String> dids, int conversation, int n, Instant at) {
        var delivery = Ids.derived(salt, "receipt " + n);
        return new DeliveryReceipt(Ids.derived(delivery, "receipt"), at, delivery, did(dids, conversation),
                contact(conversation), reference(conversation), "DELIVRD", "000", null, true,
                "id:3300145527 sub:001 dlvrd:001 submit date:2611221415 done date:2611221415 stat:DELIVRD err:000");
    }

    private static void write(KafkaProducer<String, byte[]> producer, String topic, String key, HiloEvent event) {
        var _ = producer.send(new ProducerRecord<>(topic, key, EventCodec.write(event)));
    }
}
