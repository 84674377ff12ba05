package dev.hilo.webhook.browse;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.hilo.contracts.webhook.WebhookDelivery;
import dev.hilo.platform.testing.KafkaForTests;
import dev.hilo.platform.testing.Soon;
import dev.hilo.webhook.JournalOfTests;
import dev.hilo.webhook.MessagingForTests;
import dev.hilo.webhook.TokensForTests;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static dev.hilo.webhook.JournalOfTests.text;
import static dev.hilo.webhook.TokensForTests.root;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@QuarkusTestResource(KafkaForTests.class)
@QuarkusTestResource(MessagingForTests.class)
class DeliveriesTest {

    private static final String DELIVERIES = "/api/journal/deliveries";
    private static final String OURS = "+13105550100";

    private String hour = "";

    @AfterEach
    void messagingIsThereAgain() {
        MessagingForTests.answers(200);
    }

    @Test
    void comeNewestFirstFromAllPartitionsWithoutAHoleOrARepeatWhileMoreArrive() throws Exception {
        var start = JournalOfTests.momentFor(Duration.ofSeconds(20));
        List<String> written = new ArrayList<>();
        var appending = new AtomicBoolean(true);
        try (var journal = new JournalOfTests();
                var later = new JournalOfTests();
                var beside = Executors.newSingleThreadExecutor()) {
            for (var i = 0; i < 700; i++) {
                written.add(journal.add(start.plusMillis(i * 5L), OURS + "|+1310555" + (1000 + i % 97),
                        text("1310555" + (1000 + i % 97), "13105550100", "n" + i)).id().toString());
            }
            journal.written();
            var _ = beside.submit(() -> {
                for (var i = 0; appending.get(); i++) {
                    var _ = later.add(start.plusSeconds(10).plusMillis(i), OURS + "|+1310555" + (1000 + i % 97),
                            text("1310555" + (1000 + i % 97), "13105550100", "later " + i));
                    later.written();
                }
                return null;
            });

            var seen = pages(DELIVERIES + "?limit=37&from=" + start + "&to=" + start.plusSeconds(10));

            appending.set(false);
            assertThat(seen).containsExactlyElementsOf(written.reversed());
        }
    }

    @Test
    void ofAnOpenEndAreAsTheyStoodWhenTheFirstPageWasAsked() throws Exception {
        var start = JournalOfTests.momentFor(Duration.ofSeconds(100));
        try (var journal = new JournalOfTests()) {
            List<String> written = new ArrayList<>();
            for (var i = 0; i < 60; i++) {
                written.add(journal.add(start.plusSeconds(i), OURS + "|+131055510" + (10 + i),
                        text("131055510" + (10 + i), "13105550100", "n" + i)).id().toString());
            }
            journal.written();

            var first = root().get(DELIVERIES + "?limit=20&from=" + start);
            var meanwhile = journal.add(start.plusSeconds(90), OURS + "|+13105551011",
                    text("13105551011", "13105550100", "meanwhile")).id().toString();
            journal.written();
            var seen = new ArrayList<String>(first.jsonPath().getList("id"));
            seen.addAll(pages(next(first)));

            assertThat(seen).containsExactlyElementsOf(written.reversed());
            assertThat(root().get(DELIVERIES + "?limit=1&from=" + start).jsonPath().getString("[0].id"))
                    .isEqualTo(meanwhile);
        }
    }

    @Test
    void sayWhatEachIsAndWhatBecameOfIt() throws Exception {
        var at = JournalOfTests.momentFor(Duration.ofSeconds(10));
        hour = "from=" + at + "&to=" + at.plusSeconds(10);
        try (var journal = new JournalOfTests()) {
            var text = journal.add(at, OURS + "|+13105550142", text("13105550142", "13105550100", "Hola+amigos"));
            var group = journal.add(at.plusSeconds(1), OURS + "|+13105550142",
                    "{\"From\":\"13105550142\",\"To\":[\"13105550100\",\"13105550143\"],\"Message\":\"all\","
                            + "\"MediaURLs\":[\"https://mms.example/1.jpg\"]}");
            var receipt = journal.add(at.plusSeconds(2), OURS + "|+13105550142",
                    "{\"RefId\":\"7C19E0A4\",\"From\":\"13105550142\",\"To\":[\"13105550100\"],"
                            + "\"DeliveryReceipt\":true,\"Message\":\"id:1 sub:001 dlvrd:001 submit date:2611031415 "
                            + "done date:2611031415 stat:DELIVRD err:000 text:x\"}");
            var unknown = journal.add(at.plusSeconds(3), "x", "{\"surprise\":true}");
            var noJson = journal.quarantine(at.plusSeconds(4), "the body is not JSON", "From=13105550142");
            journal.quarantine(at.plusSeconds(3), "no form that is known", "{\"surprise\":true}");
            journal.written();
            MessagingForTests.records(text.id(), """
                    {"deliveryId":"%s","kind":"text","verdict":"folded","messageId":"%s","threadId":"%s","repeats":2,
                     "message":{"from":"+13105550142","to":"+13105550100","body":"Hola amigos","media":[]},"new":1}"""
                    .formatted(text.id(), UUID.randomUUID(), UUID.randomUUID()));
            MessagingForTests.records(receipt.id(), """
                    {"deliveryId":"%s","kind":"receipt","verdict":"applied","effect":"delivered"}"""
                    .formatted(receipt.id()));

            var page = root().get(DELIVERIES + "?" + hour);

            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.header("Link")).isNull();
            assertThat(page.header("X-Journal-Outcomes")).isNull();
            var json = page.jsonPath();
            assertThat(json.getList("id")).containsExactly(noJson.id().toString(), unknown.id().toString(),
                    receipt.id().toString(), group.id().toString(), text.id().toString());
            assertThat(json.getList("kind")).containsExactly("quarantined", "quarantined", "receipt", "group", "text");
            assertThat(json.getList("outcome.verdict")).containsExactly("none", "none", "applied", "none", "folded");
            assertThat(json.getInt("[4].outcome.repeats")).isEqualTo(2);
            assertThat(json.getString("[4].preview")).isEqualTo("Hola amigos");
            assertThat(json.getString("[4].conversation")).isEqualTo("+13105550100|+13105550142");
            assertThat(json.getString("[4].from")).isEqualTo("+13105550142");
            assertThat(json.getList("[4].to")).containsExactly("+13105550100");
            assertThat(json.getString("[4].source")).isEqualTo("52.206.134.245");
            assertThat(json.getString("[4].place")).startsWith("webhook.deliveries:");
            assertThat(json.getString("[3].preview")).isEqualTo("all");
            assertThat(json.getInt("[3].media")).isEqualTo(1);
            assertThat(json.getString("[2].refId")).isEqualTo("7C19E0A4");
            assertThat(json.getString("[1].reason")).contains("no form that is known");
            assertThat(json.getString("[0].place")).startsWith("webhook.quarantine:");
            assertThat(MessagingForTests.token()).startsWith("Bearer ey");

            assertThat(ids("kind=receipt")).containsExactly(receipt.id().toString());
            assertThat(ids("kind=quarantined")).containsExactly(noJson.id().toString(), unknown.id().toString());
            assertThat(ids("verdict=folded")).containsExactly(text.id().toString());
            assertThat(ids("verdict=none")).hasSize(3);
            assertThat(ids("number=(310) 555-0143")).containsExactly(group.id().toString());
            assertThat(ids("number=13105550142|3105550100")).hasSize(3);
            assertThat(ids("source=10.0.0.1")).isEmpty();
        }
    }

    @Test
    void answerAlsoWhileMessagingIsAway() throws Exception {
        var at = JournalOfTests.momentFor(Duration.ofSeconds(5));
        try (var journal = new JournalOfTests()) {
            var one = journal.add(at, OURS + "|+13105550142", text("13105550142", "13105550100", "Hi"));
            journal.written();
            MessagingForTests.answers(500);

            var page = root().get(DELIVERIES + "?verdict=shown&from=" + at + "&to=" + at.plusSeconds(5));
            var detail = root().get(DELIVERIES + "/" + one.id());

            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.header("X-Journal-Outcomes")).isEqualTo("unavailable");
            assertThat(page.jsonPath().getList("id")).containsExactly(one.id().toString());
            assertThat(page.jsonPath().getMap("[0]")).doesNotContainKey("outcome");
            assertThat(detail.statusCode()).isEqualTo(200);
            assertThat(detail.header("X-Journal-Outcomes")).isEqualTo("unavailable");
        }
    }

    @Test
    void showOneWholeWithItsBytesAndWhatWouldBeEmitted() throws Exception {
        var at = JournalOfTests.momentFor(Duration.ofSeconds(5));
        var body = text("13105550142", "13105550100", "%C2%A1Hola%21");
        try (var journal = new JournalOfTests()) {
            var one = journal.add(at, OURS + "|+13105550142", body);
            for (var i = 0; i < 20; i++) {
                journal.add(at.plusMillis(i), OURS + "|+1310555014" + i % 10, text("13105550142", "13105550100", "x"));
            }
            journal.written();
            MessagingForTests.records(one.id(), """
                    {"deliveryId":"%s","kind":"text","verdict":"shown","message":{"body":"¡Hola!"}}"""
                    .formatted(one.id()));

            var json = root().get(DELIVERIES + "/" + one.id()).then().statusCode(200).extract().jsonPath();

            assertThat(json.getString("id")).isEqualTo(one.id().toString());
            assertThat(json.getString("body")).isEqualTo(body);
            assertThat(json.getString("bodyBase64")).isEqualTo(one.bodyBase64());
            assertThat(json.getString("contentType")).isEqualTo("application/json");
            assertThat(json.<String, String>getMap("headers")).containsEntry("user-agent", "BulkVS");
            assertThat(json.getString("reading.kind")).isEqualTo("text");
            assertThat(json.getString("reading.events[0].type")).isEqualTo("message.inbound.v1");
            assertThat(json.getString("reading.events[0].text")).isEqualTo("¡Hola!");
            assertThat(json.getString("outcome.verdict")).isEqualTo("shown");
            assertThat(json.getString("recorded.message.body")).isEqualTo("¡Hola!");
        }
    }

    @Test
    void areNotInventedForAnIdThatIsNobodys() {
        assertThat(root().get(DELIVERIES + "/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
        assertThat(root().get(DELIVERIES + "/018f2f3c-1111-7222-8333-123456789012").statusCode()).isEqualTo(404);
    }

    @Test
    void stopAtTheBoundAndSayHowFarTheyLooked() throws Exception {
        var start = JournalOfTests.momentFor(Duration.ofSeconds(60)).plusSeconds(1);
        var range = "&from=" + start.minusSeconds(1) + "&to=" + start.plusSeconds(60);
        WebhookDelivery oldest;
        try (var journal = new JournalOfTests()) {
            oldest = journal.add(start.minusSeconds(1), OURS + "|+13105559999",
                    text("13105559999", "13105550100", "the one"));
            for (var i = 0; i < 25_000; i++) {
                journal.add(start.plusMillis(2L * i), OURS + "|+1310555" + (1000 + i % 97),
                        text("1310555" + (1000 + i % 97), "13105550100", "n" + i));
            }
            journal.written();
        }

        var first = root().get(DELIVERIES + "?number=13105559999" + range);

        assertThat(first.jsonPath().getList("id")).isEmpty();
        assertThat(Integer.parseInt(first.header("X-Journal-Scanned"))).isBetween(1, 20_000);
        assertThat(Instant.parse(first.header("X-Journal-Until"))).isAfter(start);
        assertThat(pages(next(first))).containsExactly(oldest.id().toString());
        assertThat(root().get(DELIVERIES + "?number=13105559999|13105550100" + range).jsonPath().getList("id"))
                .containsExactly(oldest.id().toString());
    }

    @Test
    void ofAJournalOfFiftyThousandShowTheirFirstPageQuickly() throws Exception {
        var start = JournalOfTests.momentFor(Duration.ofSeconds(100));
        try (var journal = new JournalOfTests()) {
            for (var i = 0; i < 50_000; i++) {
                journal.add(start.plusMillis(i * 2L), OURS + "|+1310555" + (1000 + i % 997),
                        text("1310555" + (1000 + i % 997), "13105550100", "n" + i));
            }
            journal.written();
        }
        for (var round = 0; round < 5; round++) {
            var before = System.nanoTime();
            var page = root().get(DELIVERIES + "?limit=50");
            System.out.printf("first page of 50 from a journal of 50,000: %d ms%n",
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before));
            assertThat(page.jsonPath().getList("id")).hasSize(50);
        }
        assertThat(root().get(DELIVERIES + "?limit=50").time()).isLessThan(5_000);
    }

    @Test
    void areReadByFourAtOnceAndTheFifthIsToldToComeBack() {
        try (var crowd = Executors.newFixedThreadPool(24)) {
            Soon.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                var answers = crowd.invokeAll(Collections.<Callable<Response>>nCopies(24,
                        () -> root().get(DELIVERIES + "?number=13105550000"))).stream()
                        .map(Future::resultNow).toList();
                assertThat(answers).anySatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(200));
                assertThat(answers).anySatisfy(answer -> {
                    assertThat(answer.statusCode()).isEqualTo(503);
                    assertThat(answer.header("Retry-After")).isEqualTo("1");
                });
            });
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            from=yesterday,   from
            kind=carrot,      kind
            verdict=guilty,   verdict
            number=abc,       number
            cursor=abc,       cursor
            limit=0,          limit
            limit=1000,       limit
            """)
    void refuseAQuestionThatMakesNoSense(String query, String field) {
        var answer = root().get(DELIVERIES + "?" + query);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.asString()).contains(field);
    }

    @Test
    void areForAdminsAlone() {
        for (var path : List.of(DELIVERIES, DELIVERIES + "/018f2f3c-1111-7222-8333-123456789012")) {
            assertThat(RestAssured.get(path).statusCode()).isEqualTo(401);
            assertThat(TokensForTests.as("nonsense").get(path).statusCode()).isEqualTo(401);
            assertThat(TokensForTests.as(TokensForTests.token("root", "admin", "another-api")).get(path).statusCode())
                    .isEqualTo(401);
            for (var role : List.of("agent", "manager")) {
                var answer = TokensForTests.as(TokensForTests.token("ana", role, "hilo-api")).get(path);
                assertThat(answer.statusCode()).isEqualTo(403);
                assertThat(answer.contentType()).startsWith("application/problem+json");
            }
        }
    }

    private List<String> ids(String query) {
        return root().queryParams(parameters(query)).get(DELIVERIES + "?" + hour).jsonPath().getList("id");
    }

    private static Map<String, String> parameters(String query) {
        var pair = query.split("=", 2);
        return Map.of(pair[0], pair[1]);
    }

    /** All ids behind an address and the links that follow. */
    private static List<String> pages(String address) {
        List<String> ids = new ArrayList<>();
        for (var next = address; next != null;) {
            var page = RestAssured.given().spec(root()).urlEncodingEnabled(false).get(next);
            assertThat(page.statusCode()).isEqualTo(200);
            ids.addAll(page.jsonPath().getList("id"));
            next = next(page);
        }
        assertThat(new HashSet<>(ids)).hasSameSizeAs(ids);
        return ids;
    }

    private static String next(Response page) {
        var link = page.header("Link");
        return link == null ? null : link.substring(1, link.indexOf('>'));
    }
}
