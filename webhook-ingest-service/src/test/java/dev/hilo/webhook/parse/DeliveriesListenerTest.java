package dev.hilo.webhook.parse;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import dev.hilo.contracts.Topics;
import dev.hilo.contracts.messaging.DeliveryReceipt;
import dev.hilo.contracts.messaging.InboundMessage;
import dev.hilo.contracts.provisioning.NumberRecord;
import dev.hilo.contracts.webhook.QuarantinedDelivery;
import dev.hilo.contracts.webhook.WebhookDelivery;
import dev.hilo.platform.event.EventCodec;
import dev.hilo.platform.testing.KafkaForTests;
import dev.hilo.platform.testing.Soon;
import dev.hilo.webhook.WrittenRecords;
import dev.hilo.webhook.number.OwnNumbers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static dev.hilo.webhook.parse.Deliveries.HANDSET;
import static dev.hilo.webhook.parse.Deliveries.OURS;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@QuarkusTestResource(KafkaForTests.class)
class DeliveriesListenerTest {

    private static final String CONVERSATION = "+13105550100|+13105550142";

    @Inject
    OwnNumbers own;

    @BeforeEach
    void weOwnANumber() throws Exception {
        if (!own.contains(OURS)) {
            WrittenRecords.write(Topics.NUMBER_RECORDS, OURS.value(),
                    EventCodec.write(number(NumberRecord.State.ACTIVE)));
        }
        Soon.await().atMost(Duration.ofSeconds(10)).until(() -> own.contains(OURS));
    }

    @Test
    void writesATextUnderItsConversation() throws Exception {
        var delivery = journalled("""
                {"RefId":"7C19E0A4","From":"13105550142","To":["13105550143","13105550100"],"Message":"Hello+%s"}"""
                .formatted(UUID.randomUUID()));

        var written = WrittenRecords.await(Topics.MESSAGE_INBOUND, delivery.id().toString());

        assertThat(written.key()).isEqualTo(CONVERSATION);
        assertThat(WrittenRecords.header(written, "ce_type")).isEqualTo("message.inbound.v1");
        assertThat(WrittenRecords.header(written, "ce_source")).isEqualTo("/webhook-ingest-service");
        assertThat(WrittenRecords.header(written, "traceparent"))
                .contains(delivery.id().toString().replace("-", ""));
        var text = (InboundMessage.Received) EventCodec.read(written.value(), InboundMessage.class).orElseThrow();
        assertThat(text.did()).isEqualTo(OURS);
        assertThat(text.contact()).isEqualTo(HANDSET);
        assertThat(text.text()).startsWith("Hello ");
        assertThat(text.deliveryId()).isEqualTo(delivery.id());
    }

    @Test
    void writesAReceiptUnderItsConversation() throws Exception {
        var delivery = journalled("""
                {"RefId":"7C19E0A4","From":"13105550142","To":["13105550100"],"DeliveryReceipt":true,"Message":
                "id:1 sub:001 dlvrd:001 submit date:2611031415 done date:2611031415 stat:DELIVRD err:000 text:x"}""");

        var written = WrittenRecords.await(Topics.MESSAGE_RECEIPTS, delivery.id().toString());

        assertThat(written.key()).isEqualTo(CONVERSATION);
        assertThat(EventCodec.read(written.value(), DeliveryReceipt.class).orElseThrow().stat()).isEqualTo("DELIVRD");
    }

    @Test
    void quarantinesWhatItDoesNotUnderstandWithItsBytes() throws Exception {
        var delivery = journalled("{\"surprise\":\"%s\"}".formatted(UUID.randomUUID()));

        var written = WrittenRecords.await(Topics.WEBHOOK_QUARANTINE, delivery.id().toString());

        var quarantined = EventCodec.read(written.value(), QuarantinedDelivery.class).orElseThrow();
        assertThat(quarantined.delivery()).isEqualTo(delivery);
        assertThat(quarantined.reason()).contains("no form that is known");
    }

    @Test
    void putsAPoisonRecordToTheDeadLettersAndGoesOn() throws Exception {
        var poison = "poison " + UUID.randomUUID();
        WrittenRecords.write(Topics.WEBHOOK_DELIVERIES, CONVERSATION, poison.getBytes(StandardCharsets.UTF_8));
        WrittenRecords.write(Topics.WEBHOOK_DELIVERIES, CONVERSATION,
                "{\"type\":\"webhook.delivery.v1\",\"bodyBase64\":\"*\"}".getBytes(StandardCharsets.UTF_8));
        WrittenRecords.write(Topics.WEBHOOK_DELIVERIES, CONVERSATION, null);
        var after = journalled("""
                {"From":"13105550142","To":["13105550100"],"Message":"after %s"}""".formatted(UUID.randomUUID()));

        var _ = WrittenRecords.await(Topics.MESSAGE_INBOUND, after.id().toString());
        var letter = WrittenRecords.await(Topics.deadLettersOf(Topics.WEBHOOK_DELIVERIES), poison);

        assertThat(letter.key()).isEqualTo(CONVERSATION);
        assertThat(new String(letter.value(), StandardCharsets.UTF_8)).isEqualTo(poison);
        assertThat(WrittenRecords.header(letter, "dead-letter-reason")).contains("UnreadableEvent");
        assertThat(WrittenRecords.header(letter, "dead-letter-topic")).isEqualTo(Topics.WEBHOOK_DELIVERIES);
        assertThat(WrittenRecords.all(Topics.deadLettersOf(Topics.WEBHOOK_DELIVERIES))).hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void keepsTheOrderOfAConversation() throws Exception {
        var mark = UUID.randomUUID().toString();
        WrittenRecords.writeAll(Topics.WEBHOOK_DELIVERIES, CONVERSATION, IntStream.range(0, 200)
                .mapToObj(i -> EventCodec.write(delivery("""
                        {"From":"13105550142","To":["13105550100"],"Message":"%s %d"}""".formatted(mark, i))))
                .toList());

        var _ = WrittenRecords.await(Topics.MESSAGE_INBOUND, mark + " 199");

        List<String> words = WrittenRecords.all(Topics.MESSAGE_INBOUND).stream()
                .filter(written -> new String(written.value(), StandardCharsets.UTF_8).contains(mark))
                .map(written -> (InboundMessage.Received) EventCodec.read(written.value(), InboundMessage.class)
                        .orElseThrow())
                .map(InboundMessage.Received::text).filter(text -> text.startsWith(mark)).distinct().toList();
        assertThat(words).hasSize(200);
        for (var i = 0; i < 200; i++) {
            assertThat(words.get(i)).isEqualTo(mark + " " + i);
        }
    }

    @Test
    void commitsWhatItHasRead() throws Exception {
        var delivery = journalled("""
                {"From":"13105550142","To":["13105550100"],"Message":"commit %s"}""".formatted(UUID.randomUUID()));
        var _ = WrittenRecords.await(Topics.MESSAGE_INBOUND, delivery.id().toString());

        try (var admin = Admin.create(
                Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, KafkaForTests.bootstrapServers()))) {
            Soon.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
                var committed = admin.listConsumerGroupOffsets("webhook-ingest-parser").partitionsToOffsetAndMetadata()
                        .get();
                var ends = admin.listOffsets(committed.keySet().stream()
                        .collect(Collectors.toMap((TopicPartition p) -> p, _ -> OffsetSpec.latest())))
                        .all().get();
                assertThat(committed).isNotEmpty();
                committed.forEach((partition, offset) -> assertThat(offset.offset())
                        .isEqualTo(ends.get(partition).offset()));
            });
        }
    }

    @Test
    void forgetsANumberThatWasReleased() throws Exception {
        var released = new NumberRecord(UUID.randomUUID(), Instant.now(), Deliveries.ALSO_OURS, "x",
                NumberRecord.State.RELEASED, true, true, null, List.of(), null);
        var active = new NumberRecord(UUID.randomUUID(), Instant.now(), Deliveries.ALSO_OURS, "x",
                NumberRecord.State.ACTIVE, true, true, null, List.of(), null);
        WrittenRecords.write(Topics.NUMBER_RECORDS, Deliveries.ALSO_OURS.value(), EventCodec.write(active));
        Soon.await().atMost(Duration.ofSeconds(10)).until(() -> own.contains(Deliveries.ALSO_OURS));

        WrittenRecords.write(Topics.NUMBER_RECORDS, Deliveries.ALSO_OURS.value(),
                "broken".getBytes(StandardCharsets.UTF_8));
        WrittenRecords.write(Topics.NUMBER_RECORDS, Deliveries.ALSO_OURS.value(), EventCodec.write(released));

        Soon.await().atMost(Duration.ofSeconds(10)).until(() -> !own.contains(Deliveries.ALSO_OURS));
    }

    private static NumberRecord number(NumberRecord.State state) {
        return new NumberRecord(UUID.randomUUID(), Instant.now(), OURS, "Support", state, true, true, "C0DEMO1",
                List.of("support"), null);
    }

    private static WebhookDelivery delivery(String body) {
        return WebhookDelivery.received(UUID.randomUUID(), Instant.parse("2026-11-22T14:15:16.123Z"),
                "52.206.134.245", "application/json", Map.of(), body.getBytes(StandardCharsets.UTF_8));
    }

    private static WebhookDelivery journalled(String body) throws Exception {
        var delivery = delivery(body);
        WrittenRecords.write(Topics.WEBHOOK_DELIVERIES, CONVERSATION, EventCodec.write(delivery));
        return delivery;
    }
}
