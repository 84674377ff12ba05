package dev.hilo.webhook.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

import dev.hilo.contracts.Topics;
import dev.hilo.contracts.messaging.InboundMessage;
import dev.hilo.contracts.webhook.WebhookDelivery;
import dev.hilo.platform.event.EventCodec;
import dev.hilo.platform.testing.KafkaForTests;
import dev.hilo.webhook.JournalOfTests;
import dev.hilo.webhook.MessagingForTests;
import dev.hilo.webhook.TokensForTests;
import dev.hilo.webhook.WrittenRecords;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static dev.hilo.webhook.JournalOfTests.text;
import static dev.hilo.webhook.TokensForTests.root;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@QuarkusTestResource(KafkaForTests.class)
@QuarkusTestResource(MessagingForTests.class)
class ReplaysTest {

    private static final String KEY = "+13105550100|+13105550142";

    @AfterEach
    void messagingIsThereAgain() {
        MessagingForTests.answers(200);
    }

    @Test
    void lookAtADifferenceAndChangeNothingUntilTheyAreTold() throws Exception {
        var at = JournalOfTests.momentFor(Duration.ofSeconds(10));
        try (var journal = new JournalOfTests()) {
            var same = journal.add(at, KEY, text("13105550142", "13105550100", "as it was"));
            var changed = journal.add(at.plusMillis(1), KEY, text("13105550142", "13105550100", "1%2B1"));
            var fresh = journal.add(at.plusMillis(2), KEY, text("13105550142", "13105550100", "never came"));
            var unread = journal.add(at.plusMillis(3), "x", "{\"surprise\":true}");
            var receipt = journal.add(at.plusMillis(4), KEY,
                    "{\"RefId\":\"R1\",\"From\":\"13105550142\",\"To\":[\"13105550100\"],\"DeliveryReceipt\":true,"
                            + "\"Message\":\"id:1 sub:001 dlvrd:001 submit date:2611031415 done date:2611031415 "
                            + "stat:DELIVRD err:000 text:x\"}");
            journal.written();
            recorded(same, "as it was");
            recorded(changed, "1%2B1");
            MessagingForTests.records(receipt.id(),
                    """
                    {"deliveryId":"%s","kind":"receipt","verdict":"applied","receipt":{"stat":"DELIVRD","err":"000",
                     "refId":"R1","text":"id:1 sub:001 dlvrd:001 submit date:2611031415 done date:2611031415 stat:DELIVRD err:000 text:x"}}"""
                            .formatted(receipt.id()));
            settled(receipt);
            var before = ends();

            var dry = replay("{\"from\":\"%s\",\"to\":\"%s\",\"dryRun\":true}".formatted(at, at.plusSeconds(10)));

            assertThat(ends()).isEqualTo(before);
            assertThat(dry.getInt("read")).isEqualTo(5);
            assertThat(dry.getMap("counts")).isEqualTo(
                    Map.of("same", 2, "changed", 1, "new", 1, "stillQuarantined", 1, "gone", 0));
            assertThat(dry.getList("items.delivery")).containsExactly(changed.id().toString(), fresh.id().toString(),
                    unread.id().toString());
            assertThat(dry.getList("items.change")).containsExactly("changed", "new", "still-quarantined");
            assertThat(dry.getList("items[0].fields")).containsExactly("body");
            assertThat(dry.getString("items[0].before.body")).isEqualTo("1%2B1");
            assertThat(dry.getString("items[0].now.body")).isEqualTo("1+1");
            assertThat(dry.getString("items[1].now.to")).isEqualTo("+13105550100");
            assertThat(dry.getMap("items[1]")).doesNotContainKey("before");
            assertThat(dry.getString("items[2].now.reason")).isNotBlank();
            assertThat(dry.getInt("emitted")).isZero();

            var executed = replay("{\"from\":\"%s\",\"to\":\"%s\",\"dryRun\":false}".formatted(at, at.plusSeconds(10)));
            var again = replay("{\"deliveries\":[\"%s\",\"%s\"],\"dryRun\":false}".formatted(changed.id(), fresh.id()));

            assertThat(executed.getInt("emitted")).isEqualTo(2);
            assertThat(again.getInt("emitted")).isEqualTo(2);
            for (var delivery : List.of(changed, fresh)) {
                var texts = textsOf(delivery);
                // The parser's own, when the journal was written, and the two replays.
                assertThat(texts).hasSize(3);
                assertThat(texts).extracting(InboundMessage.Received::id).containsOnly(texts.getFirst().id());
                assertThat(texts).extracting(InboundMessage.Received::wasReadAgain).containsExactly(false, true, true);
            }
            assertThat(textsOf(same)).hasSize(1);
        }
    }

    @Test
    void ofNamedDeliveriesSayWhichAreGone() throws Exception {
        var at = JournalOfTests.momentFor(Duration.ofSeconds(5));
        try (var journal = new JournalOfTests()) {
            var one = journal.add(at, KEY, text("13105550142", "13105550100", "here"));
            journal.written();
            recorded(one, "here");

            var answer = replay("{\"deliveries\":[\"%s\",\"%s\",\"018f2f3c-1111-7222-8333-123456789012\"]}"
                    .formatted(one.id(), UUID.randomUUID()));

            assertThat(answer.getBoolean("dryRun")).isTrue();
            assertThat(answer.getInt("counts.gone")).isEqualTo(2);
            assertThat(answer.getInt("counts.same")).isEqualTo(1);
        }
    }

    @Test
    void ofALongStretchGoOnFromCallToCallOldestFirst() throws Exception {
        var at = JournalOfTests.momentFor(Duration.ofSeconds(30));
        try (var journal = new JournalOfTests()) {
            for (var i = 0; i < 4_300; i++) {
                journal.add(at.plusMillis(5L * i), "+13105550100|+1310555" + (1000 + i % 97),
                        text("1310555" + (1000 + i % 97), "13105550100", "n" + i));
            }
            journal.written();
        }
        var read = 0;
        var calls = 0;
        var last = Instant.MIN;
        String cursor = null;
        do {
            var before = System.nanoTime();
            var answer = replay("{\"from\":\"%s\",\"to\":\"%s\"%s}".formatted(at, at.plusSeconds(30),
                    cursor == null ? "" : ",\"cursor\":\"" + cursor + "\""));
            System.out.printf("dry run of %d: %d ms%n", answer.getInt("read"),
                    (System.nanoTime() - before) / 1_000_000);
            read += answer.getInt("read");
            calls++;
            assertThat(answer.getInt("read")).isLessThanOrEqualTo(2_000);
            assertThat(answer.getList("items")).hasSizeLessThanOrEqualTo(500);
            assertThat(Instant.parse(answer.getString("items[0].at"))).isAfter(last);
            last = Instant.parse(answer.getString("items[-1].at"));
            cursor = answer.getString("next");
        } while (cursor != null);

        assertThat(read).isEqualTo(4_300);
        assertThat(calls).isEqualTo(3);
    }

    @Test
    void compareNothingWhileMessagingIsAway() throws Exception {
        var at = JournalOfTests.momentFor(Duration.ofSeconds(5));
        try (var journal = new JournalOfTests()) {
            var one = journal.add(at, KEY, text("13105550142", "13105550100", "here"));
            journal.written();
            settled(one);
            var before = ends();
            MessagingForTests.answers(500);

            var answer = root().body("{\"deliveries\":[\"%s\"],\"dryRun\":false}".formatted(one.id()))
                    .post("/api/journal/replays");

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.header("Retry-After")).isNotNull();
            assertThat(ends()).isEqualTo(before);
        }
    }

    @Test
    void areForAdminsAloneAndForQuestionsThatMakeSense() {
        assertThat(RestAssured.given().contentType("application/json").body("{}").post("/api/journal/replays")
                .statusCode()).isEqualTo(401);
        assertThat(TokensForTests.as(TokensForTests.token("marta", "manager", "hilo-api")).body("{}")
                .post("/api/journal/replays").statusCode()).isEqualTo(403);
        for (var body : List.of("{\"deliveries\":[\"018f2f3c-1111-7222-8333-123456789012\"],\"from\":\"" + Instant.now()
                + "\"}", "{\"deliveries\":[\"x\"]}", "{\"surprise\":1}", "{\"kind\":\"carrot\"}")) {
            assertThat(root().body(body).post("/api/journal/replays").statusCode()).as(body).isEqualTo(422);
        }
    }

    private static JsonPath replay(String request) {
        return root().header("Idempotency-Key", UUID.randomUUID()).body(request).post("/api/journal/replays").then()
                .statusCode(200).extract().jsonPath();
    }

    private static void recorded(WebhookDelivery delivery, String body) {
        MessagingForTests.records(delivery.id(), """
                {"deliveryId":"%s","kind":"text","verdict":"shown","message":{"from":"+13105550142",
                 "to":"+13105550100","body":"%s","media":[]}}""".formatted(delivery.id(), body));
    }

    /** The journal's own reader has read up to here. */
    private static void settled(WebhookDelivery last) {
        var _ = WrittenRecords.await(List.of(Topics.MESSAGE_INBOUND, Topics.MESSAGE_RECEIPTS),
                entry -> isOf(last, entry));
    }

    private static List<InboundMessage.Received> textsOf(WebhookDelivery delivery) {
        return WrittenRecords.all(Topics.MESSAGE_INBOUND).stream().filter(entry -> isOf(delivery, entry))
                .map(ConsumerRecord::value)
                .map(value -> (InboundMessage.Received) EventCodec.read(value, InboundMessage.class).orElseThrow())
                .filter(text -> text.deliveryId().equals(delivery.id())).toList();
    }

    /** Before it is read: tens of thousands that other tests wrote lie there too. */
    private static boolean isOf(WebhookDelivery delivery, ConsumerRecord<String, byte[]> entry) {
        return new String(entry.value(), UTF_8).contains(delivery.id().toString());
    }

    private static Map<String, Long> ends() {
        return List.of(Topics.MESSAGE_INBOUND, Topics.MESSAGE_RECEIPTS, Topics.JOURNAL_DECISIONS).stream()
                .collect(Collectors.toMap(topic -> topic, topic -> (long) WrittenRecords.all(topic).size(),
                        (one, _) -> one, TreeMap::new));
    }
}
