package dev.hilo.webhook.letter;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import dev.hilo.contracts.Topics;
import dev.hilo.contracts.messaging.InboundMessage;
import dev.hilo.contracts.webhook.JournalDecision;
import dev.hilo.platform.event.EventCodec;
import dev.hilo.platform.testing.KafkaForTests;
import dev.hilo.platform.testing.Soon;
import dev.hilo.webhook.JournalOfTests;
import dev.hilo.webhook.MessagingForTests;
import dev.hilo.webhook.TokensForTests;
import dev.hilo.webhook.WrittenRecords;
import dev.hilo.webhook.archive.FollowTopics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.smallrye.common.annotation.Identifier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Test;

import static dev.hilo.webhook.TokensForTests.root;
import static io.restassured.RestAssured.get;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** With a form switched on that was quarantined before. */
@QuarkusTest
@QuarkusTestResource(KafkaForTests.class)
@QuarkusTestResource(MessagingForTests.class)
@TestProfile(LettersTest.ThreeCxIsReadNow.class)
class LettersTest {

    @Inject
    @Identifier("default-kafka-broker")
    Map<String, Object> kafka;

    /** The 3CX form is read. */
    public static final class ThreeCxIsReadNow implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("webhook.parse.three-cx", "true", "webhook.letters.count-every", "300ms");
        }
    }

    @Test
    void sendAQuarantinedDeliveryOnItsWayWhenItCanBeReadNow() throws Exception {
        var at = JournalOfTests.momentFor(Duration.ofSeconds(5));
        try (var journal = new JournalOfTests()) {
            var readable = journal.quarantine(at, "no form that is known", threeCx("Hola 3CX"));
            var hopeless = journal.quarantine(at.plusMillis(1), "the body is not JSON", "From=13105550142");
            journal.written();
            soon(() -> assertThat(quarantine("open").getList("delivery.id")).contains(readable.id().toString(),
                    hopeless.id().toString()));
            var listed = quarantine("open");
            var index = listed.getList("delivery.id").indexOf(readable.id().toString());
            assertThat(listed.getString("[" + index + "].delivery.kind")).isEqualTo("text");
            assertThat(listed.getString("[" + index + "].reason")).isEqualTo("no form that is known");
            var places = List.of(placeOf(listed, readable.id()), placeOf(listed, hopeless.id()));

            var first = post("/api/journal/redrives",
                    "{\"places\":[\"%s\",\"%s\"],\"note\":\"3CX is on\"}".formatted(places.getFirst(),
                            places.getLast()));
            var second = post("/api/journal/redrives", "{\"places\":[\"%s\"]}".formatted(places.getFirst()));

            assertThat(first.getInt("redriven")).isEqualTo(1);
            assertThat(first.getList("still.place")).containsExactly(places.getLast());
            assertThat(first.getString("still[0].reason")).isEqualTo("the body is not JSON");
            assertThat(first.getList("failed")).isEmpty();
            assertThat(second.getInt("redriven")).isEqualTo(1);
            var texts = WrittenRecords.all(Topics.MESSAGE_INBOUND).stream()
                    .map(entry -> (InboundMessage.Received) EventCodec.read(entry.value(), InboundMessage.class)
                            .orElseThrow())
                    .filter(text -> text.deliveryId().equals(readable.id())).toList();
            assertThat(texts).hasSize(2);
            assertThat(texts.getFirst()).isEqualTo(texts.getLast());
            assertThat(texts.getFirst().text()).isEqualTo("Hola 3CX");
            assertThat(quarantine("open").getList("delivery.id")).contains(hopeless.id().toString())
                    .doesNotContain(readable.id().toString());
            var settled = quarantine("settled");
            var at0 = settled.getList("delivery.id").indexOf(readable.id().toString());
            assertThat(settled.getString("[" + at0 + "].decision.kind")).isEqualTo("redriven");
            assertThat(settled.getString("[" + at0 + "].decision.by")).isEqualTo("root");
            assertThat(settled.getString("[" + at0 + "].decision.result")).isEqualTo("text");

            assertThat(post("/api/journal/dismissals",
                    "{\"places\":[\"%s\"],\"note\":\"a crawler\"}".formatted(places.getLast())).getInt("dismissed"))
                    .isEqualTo(1);
            assertThat(quarantine("open").getList("delivery.id")).doesNotContain(hopeless.id().toString());
            assertThat(WrittenRecords.all(Topics.JOURNAL_DECISIONS)).extracting(entry -> entry.key())
                    .contains(places.getFirst(), places.getLast());
            assertThat(decisionsOfAnInstanceThatStartsNow()).containsEntry(places.getLast(),
                    JournalDecision.Kind.DISMISSED);
        }
    }

    @Test
    void countWhatLiesInEveryDeadLetterTopicOnceHoweverOftenItWasPutThere() throws Exception {
        var topic = Topics.deadLettersOf(Topics.CONVERSATION_EVENTS);
        var mark = UUID.randomUUID().toString();
        var before = count(topic, "open");
        for (var gateway = 0; gateway < 3; gateway++) {
            deadLetter(Topics.CONVERSATION_EVENTS, 1, 4_711_000, "unreadable: JsonParseException", mark);
        }
        deadLetter(Topics.CONVERSATION_EVENTS, 1, 4_711_001, "unreadable: no type", mark + " other");

        soon(() -> assertThat(count(topic, "open")).isEqualTo(before + 2));
        soon(() -> assertThat(get("/q/metrics").asString())
                .contains("hilo_dead_letters_open{topic=\"conversation.events.dlq\"} " + (before + 2) + ".0"));
        var letters = letters(topic, "open");
        assertThat(letters.getList("findAll { it.from.offset >= 4711000 }.from.offset"))
                .containsExactly(4_711_001, 4_711_000);
        assertThat(letters.getString("[0].preview")).isEqualTo(mark + " other");
        assertThat(letters.getString("[0].key")).isEqualTo("key");
        assertThat(letters.getString("[0].type")).isEqualTo("message.received.v1");
        assertThat(topics().getList("topic")).containsExactlyElementsOf(Letters.TOPICS);
        assertThat(topics().getString("find { it.topic == '" + topic + "' }.reasons.reason"))
                .contains("unreadable: no type");
        assertThat(topics().getString("find { it.topic == '" + topic + "' }.oldestOpenAt")).isNotNull();

        var raw = root().get("/api/journal/records/" + letters.getString("[0].place")).then().statusCode(200).extract()
                .jsonPath();
        assertThat(raw.getString("value")).isEqualTo(mark + " other");
        assertThat(raw.<String, String>getMap("headers")).containsEntry("dead-letter-reason", "unreadable: no type");
        assertThat(root().get("/api/journal/records/" + topic + ":0:99999999").statusCode()).isEqualTo(404);
        assertThat(root().get("/api/journal/records/__consumer_offsets:0:0").statusCode()).isEqualTo(404);
    }

    @Test
    void goBackToTheirTopicAsTheyCame() throws Exception {
        var topic = Topics.deadLettersOf(Topics.MESSAGE_INBOUND);
        var mark = UUID.randomUUID().toString();
        for (var i = 0; i < 3; i++) {
            deadLetter(Topics.MESSAGE_INBOUND, 2, 815_000 + i, "failed: PgException", mark + " " + i);
        }
        deadLetter(Topics.MESSAGE_INBOUND, 2, 815_003, "too large", "");
        soon(() -> assertThat(letters(topic, "open").getList("from.offset")).contains(815_003));
        var empty = letters(topic, "open").getString("find { it.from.offset == 815003 }.place");

        var answer = post("/api/journal/redrives", "{\"topic\":\"%s\"}".formatted(topic));

        assertThat(answer.getInt("redriven")).isGreaterThanOrEqualTo(3);
        assertThat(answer.getList("failed.place")).contains(empty);
        var back = WrittenRecords.await(Topics.MESSAGE_INBOUND, mark + " 1");
        assertThat(back.key()).isEqualTo("key");
        assertThat(WrittenRecords.header(back, "ce_type")).isEqualTo("message.received.v1");
        assertThat(WrittenRecords.header(back, "redriven-from")).startsWith(topic + ":");
        assertThat(WrittenRecords.header(back, "dead-letter-reason")).isNull();
        assertThat(letters(topic, "open").getList("from.offset")).contains(815_003).doesNotContain(815_000);
        assertThat(letters(topic, "settled").getString("find { it.from.offset == 815001 }.decision.result"))
                .isEqualTo("sent back to message.inbound");
    }

    @Test
    void thatANewerRecordTookThePlaceOfDoNotComeBackToLife() throws Exception {
        var topic = Topics.deadLettersOf(Topics.NUMBER_RECORDS);
        WrittenRecords.write(Topics.NUMBER_RECORDS, "+13105557777", "first".getBytes(UTF_8));
        var origin = WrittenRecords.await(Topics.NUMBER_RECORDS, "first");
        deadLetter(Topics.NUMBER_RECORDS, origin.partition(), origin.offset(), "unreadable", "first", "+13105557777");
        WrittenRecords.write(Topics.NUMBER_RECORDS, "+13105557777", "second".getBytes(UTF_8));
        soon(() -> assertThat(letters(topic, "open").getList("key")).contains("+13105557777"));
        var place = letters(topic, "open").getString("find { it.key == '+13105557777' }.place");

        var answer = post("/api/journal/redrives", "{\"places\":[\"%s\"]}".formatted(place));

        assertThat(answer.getInt("redriven")).isZero();
        assertThat(answer.getString("failed[0].reason")).contains("newer record");
    }

    @Test
    void comePageByPage() throws Exception {
        var topic = Topics.deadLettersOf(Topics.MESSAGE_RECEIPTS);
        for (var i = 0; i < 25; i++) {
            deadLetter(Topics.MESSAGE_RECEIPTS, 3, 900_000 + i, "unreadable", "r" + i);
        }
        soon(() -> assertThat(count(topic, "open")).isGreaterThanOrEqualTo(25));
        List<Integer> offsets = new ArrayList<>();
        for (var next = "/api/journal/letters/" + topic + "?limit=10"; next != null;) {
            var page = root().urlEncodingEnabled(false).get(next);
            assertThat(page.statusCode()).isEqualTo(200);
            offsets.addAll(page.jsonPath().getList("from.offset"));
            var link = page.header("Link");
            next = link == null ? null : link.substring(1, link.indexOf('>'));
        }
        assertThat(offsets).hasSizeGreaterThanOrEqualTo(25).doesNotHaveDuplicates()
                .containsAll(IntStream.range(900_000, 900_025).boxed().toList());
    }

    @Test
    void areForAdminsAloneAndForQuestionsThatMakeSense() {
        var manager = TokensForTests.token("marta", "manager", "hilo-api");
        for (var path : List.of("quarantine", "letters", "letters/webhook.quarantine", "records/a:0:0")) {
            assertThat(get("/api/journal/" + path).statusCode()).isEqualTo(401);
            assertThat(TokensForTests.as(manager).get("/api/journal/" + path).statusCode()).isEqualTo(403);
        }
        for (var path : List.of("redrives", "dismissals")) {
            assertThat(TokensForTests.as(manager).body("{}").post("/api/journal/" + path).statusCode()).isEqualTo(403);
            for (var body : List.of("{}", "{\"places\":[]}", "{\"places\":[\"nowhere\"],\"note\":\"x\"}",
                    "{\"topic\":\"webhook.deliveries\"}")) {
                assertThat(root().body(body).post("/api/journal/" + path).statusCode()).as(path + body).isEqualTo(422);
            }
        }
        assertThat(root().body("{\"places\":[\"webhook.quarantine:0:0\"],\"note\":\" \"}")
                .post("/api/journal/dismissals").statusCode()).isEqualTo(422);
        assertThat(root().get("/api/journal/letters/webhook.deliveries").statusCode()).isEqualTo(404);
        assertThat(root().get("/api/journal/quarantine?state=odd").statusCode()).isEqualTo(422);
        assertThat(root().get("/api/journal/quarantine?cursor=odd").statusCode()).isEqualTo(422);
    }

    private Map<String, JournalDecision.Kind> decisionsOfAnInstanceThatStartsNow() throws InterruptedException {
        Map<String, JournalDecision.Kind> heard = new ConcurrentHashMap<>();
        var caughtUp = new CountDownLatch(1);
        var following = FollowTopics.whole(kafka, "another", List.of(Topics.JOURNAL_DECISIONS),
                entry -> EventCodec.read(entry.value(), JournalDecision.class)
                        .ifPresent(decision -> heard.put(decision.place(), decision.kind())),
                caughtUp::countDown);
        assertThat(caughtUp.await(20, TimeUnit.SECONDS)).isTrue();
        following.stop();
        return heard;
    }

    private static void deadLetter(String topic, int partition, long offset, String reason, String value)
            throws Exception {
        deadLetter(topic, partition, offset, reason, value, "key");
    }

    private static void deadLetter(String topic, int partition, long offset, String reason, String value, String key)
            throws Exception {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", KafkaForTests.bootstrapServers()), new StringSerializer(),
                new ByteArraySerializer())) {
            var letter = new ProducerRecord<>(Topics.deadLettersOf(topic), key, value.getBytes(UTF_8));
            letter.headers().add("ce_type", "message.received.v1".getBytes(UTF_8))
                    .add("dead-letter-reason", reason.getBytes(UTF_8))
                    .add("dead-letter-topic", topic.getBytes(UTF_8))
                    .add("dead-letter-partition", Integer.toString(partition).getBytes(UTF_8))
                    .add("dead-letter-offset", Long.toString(offset).getBytes(UTF_8));
            var _ = producer.send(letter).get();
        }
    }

    private static String threeCx(String words) {
        return """
                {"data":{"event_type":"message.received","id":"b301","payload":{"direction":"inbound",
                 "from":{"phone_number":"13105550142"},"to":[{"phone_number":"13105550100"}],"text":"%s","media":[]}}}"""
                .formatted(words);
    }

    private static void soon(ThrowingRunnable fact) {
        Soon.await().atMost(Duration.ofSeconds(20)).untilAsserted(fact);
    }

    private static JsonPath post(String path, String body) {
        return root().header("Idempotency-Key", UUID.randomUUID()).body(body).post(path).then().statusCode(200)
                .extract().jsonPath();
    }

    private static JsonPath quarantine(String state) {
        return root().get("/api/journal/quarantine?limit=200&state=" + state).then().statusCode(200).extract()
                .jsonPath();
    }

    private static JsonPath letters(String topic, String state) {
        return root().get("/api/journal/letters/" + topic + "?limit=200&state=" + state).then().statusCode(200)
                .extract().jsonPath();
    }

    private static JsonPath topics() {
        return root().get("/api/journal/letters").then().statusCode(200).extract().jsonPath();
    }

    private static int count(String topic, String what) {
        return topics().getInt("find { it.topic == '" + topic + "' }." + what);
    }

    private static String placeOf(JsonPath listed, UUID delivery) {
        return listed.getString("find { it.delivery.id == '" + delivery + "' }.place");
    }
}
