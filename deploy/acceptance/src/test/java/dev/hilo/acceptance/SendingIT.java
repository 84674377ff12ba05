package dev.hilo.acceptance;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The packaged system against a carrier that misbehaves, counted on the carrier's side: what was accepted arrives there
 * once, and every message ends in the state that is true. Each test forgets what the carrier has had before.
 */
@OnStage(value = Scene.CARRIER, act = 2)
class SendingIT {

    private static final List<String> OUR_NUMBERS = List.of("+17865551234", "+17865550100");
    private static final Duration SOON = Duration.ofSeconds(20);
    /** The rates of the campaigns and the hours of the night are somebody else's tests. */
    static final Map<String, String> SETTINGS = Map.of(
            "HILO_PACING_SMS_PER_MINUTE", "0", "HILO_PACING_MMS_PER_MINUTE", "0", "HILO_PACING_PER_DAY", "0",
            "HILO_PACING_PER_NUMBER_PER_MINUTE", "0", "QUIET_HOURS_ENABLED", "false",
            "HILO_MESSAGING_JAVA_OPTS", guard("timeout.value=900") + guard("timeout.unit=millis"));

    private static LocalSystem hilo;

    @BeforeAll
    static void enter(Stage stage) {
        hilo = stage.hilo();
    }

    @BeforeEach
    void aCarrierThatBehaves() {
        control("reset", "{}");
    }

    @Test
    void sixtyFourRequestsWithOneKeyAreOneMessageAtTheCarrier() throws InterruptedException {
        var key = UUID.randomUUID().toString();
        var token = hilo.token("marta");
        var body = text(OUR_NUMBERS.getFirst(), "+14153200064", "Once, please");

        var answers = Crowd.ask(64, 64, caller -> send(hilo.url("GATEWAY"), token, key, body));

        assertThat(answers).allSatisfy(SendingIT::acceptedOrInFlight);
        assertThat(answers.stream().filter(answer -> answer.statusCode() == 202).map(HttpResponse::body).distinct())
                .singleElement().satisfies(accepted -> assertThat(LocalSystem.json(accepted).path("id").asText())
                        .isEqualTo(key));
        await().atMost(SOON).untilAsserted(() -> assertThat(message(token, key).path("status").asText())
                .isEqualTo("delivered"));
        var again = send(hilo.url("GATEWAY"), token, key, body);
        assertThat(again.statusCode()).isEqualTo(202);
        assertThat(answers).anySatisfy(answer -> assertThat(answer.body()).isEqualTo(again.body()));
        await().during(Duration.ofSeconds(1)).atMost(SOON)
                .untilAsserted(() -> assertThat(hilo.sentToCarrier()).hasSize(1));
    }

    /** A slow machine takes four minutes for the ten thousand of {@code -Dhilo.sends=10000}. */
    @Test
    void thousandsOfSendsSurviveTimeoutsDoubledReceiptsAndReceiptsThatComeFirst() throws InterruptedException {
        var count = Integer.getInteger("hilo.sends", 4_000);
        control("faults", """
                {"send":"timeout-after-accept","rate":0.05,"delayMs":2500,"receipts":"double","receiptFirstRate":0.1,
                 "receiptDelayMs":300,"seed":20261122}""");
        var token = hilo.token("marta");
        var began = System.nanoTime();

        var accepted = Crowd.ask(count, 12, n -> insist(hilo.url("MESSAGING"), token, UUID.randomUUID().toString(),
                text(OUR_NUMBERS.get(n % OUR_NUMBERS.size()), contact(n), body(n))));
        assertThat(accepted).allSatisfy(answer -> assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202));
        var acceptedAfter = seconds(began);
        await().atMost(Duration.ofMinutes(3)).pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> assertThat(counts().path("receipts").asInt()).isGreaterThanOrEqualTo(2 * count));
        var receiptsAfter = seconds(began);
        var ids = accepted.stream().map(answer -> LocalSystem.json(answer.body()).path("id").asText()).toList();
        var messages = settled(ids);

        var carried = carriedByText(count);
        var timedOut = 0;
        for (var n = 0; n < count; n++) {
            var message = messages.get(n);
            var sent = carried.get(body(n));
            assertThat(message.path("status").asText()).as(message.toString()).isEqualTo("delivered");
            assertThat(message.path("providerMsgId").asText()).as(message.toString())
                    .isEqualTo(sent.at("/response/RefId").asText());
            assertThat(sent.at("/request/To/0").asText()).isEqualTo(contact(n).substring(1));
            var calls = callsThatMayHaveArrived(message);
            assertThat(calls).as("one call to the carrier, never a second: " + message).hasSize(1);
            assertThat(message.path("receipts")).as(message.toString()).hasSizeGreaterThanOrEqualTo(2);
            timedOut += calls.getFirst().path("refId").isMissingNode() ? 1 : 0;
        }
        assertThat(timedOut).as("messages whose answer was withheld").isBetween(count / 25, count / 10);
        assertThat(counts().path("undelivered").asInt()).isZero();
        System.out.printf("%,d sends: accepted after %d s, receipts posted after %d s, all settled after %d s; "
                + "%d without an answer, delivered by their receipts; states %s%n", count, acceptedAfter,
                receiptsAfter, seconds(began), timedOut, states(messages));
    }

    static List<Parts> texts() {
        return List.of(new Parts("a".repeat(160), 1), new Parts("a".repeat(161), 2), new Parts("€".repeat(80), 1),
                new Parts("€".repeat(81), 2), new Parts("a".repeat(152) + "€".repeat(77), 3),
                new Parts("Mañana a las 8. ¿Está bien?", 1), new Parts("á".repeat(71), 2),
                new Parts("😀".repeat(35), 1), new Parts("😀".repeat(36), 2), new Parts("😀".repeat(67), 3),
                new Parts("Ana\nBob {x} [y] ~ ^ | \\", 1));
    }

    /** @param count as our own rule counts, and its tests and the composer's vectors say */
    record Parts(String text, int count) {
    }

    @ParameterizedTest
    @MethodSource("texts")
    void theCarrierBillsAsManyPartsAsWeCount(Parts parts) {
        var key = UUID.randomUUID().toString();
        var answer = send(hilo.url("MESSAGING"), hilo.token("marta"), key,
                text(OUR_NUMBERS.getFirst(), "+14153200065", parts.text()));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);

        await().atMost(SOON).untilAsserted(() -> assertThat(hilo.sentToCarrier()).singleElement().satisfies(sent -> {
            assertThat(sent.at("/request/Message").asText()).isEqualTo(parts.text());
            assertThat(sent.at("/response/Fragments").asInt()).isEqualTo(parts.count());
        }));
    }

    /** As the browser does: what was told 503 may still be under way when it is asked again. */
    private static HttpResponse<String> insist(String service, String token, String key, String body) {
        return await().atMost(Duration.ofMinutes(2)).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(300))
                .until(() -> send(service, token, key, body),
                        answer -> answer.statusCode() != 409 || !answer.body().contains("request-in-flight"));
    }

    /** A machine that is too busy says so in time (503, or 504 at the gateway); then the same request is made again. */
    private static HttpResponse<String> send(String base, String token, String key, String body) {
        return await().atMost(Duration.ofMinutes(1)).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(300))
                .until(() -> hilo.post(base + "/api/messages/send", body, "Authorization", "Bearer " + token,
                        "Idempotency-Key", key), answer -> answer.statusCode() != 503 && answer.statusCode() != 504);
    }

    private static void acceptedOrInFlight(HttpResponse<String> answer) {
        if (answer.statusCode() == 409) {
            assertThat(answer.body()).contains("request-in-flight");
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        } else {
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        }
    }

    /** Reads every message until it is at its end, and those that are not again. */
    private static List<JsonNode> settled(List<String> ids) {
        var messages = new HashMap<String, JsonNode>();
        await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(500)).untilAsserted(() -> {
            var token = hilo.token("marta");
            var open = ids.stream().filter(id -> !messages.containsKey(id)).toList();
            var unsettled = new HashSet<String>();
            for (var message : Crowd.ask(open.size(), 16, n -> message(token, open.get(n)))) {
                if (atItsEnd(message)) {
                    messages.put(message.path("id").asText(), message);
                } else {
                    unsettled.add(message.path("status").asText());
                }
            }
            assertThat(unsettled).isEmpty();
        });
        return ids.stream().map(messages::get).toList();
    }

    /** Both receipts are in the trail, more when the carrier repeated one: nothing can come that would change it. */
    private static boolean atItsEnd(JsonNode message) {
        return !Set.of("queued", "sending", "sent", "unconfirmed").contains(message.path("status").asText())
                && message.path("receipts").size() >= 2;
    }

    /** Without the attempts that never left: the guard has a place for each call and keeps it while one hangs. */
    private static List<JsonNode> callsThatMayHaveArrived(JsonNode message) {
        return message.path("attempts").valueStream()
                .filter(attempt -> !attempt.path("outcome").asText().startsWith("not accepted")).toList();
    }

    /** What the carrier took, by the text; each exactly once. */
    private static Map<String, JsonNode> carriedByText(int count) {
        var sent = hilo.sentToCarrier();
        var byText = new HashMap<String, JsonNode>();
        var twice = sent.stream().filter(one -> byText.put(one.at("/request/Message").asText(), one) != null).toList();
        assertThat(twice).isEmpty();
        assertThat(byText).hasSize(count);
        assertThat(sent.stream().map(one -> one.at("/response/RefId").asText()).distinct()).hasSize(count);
        assertThat(sent.stream().map(one -> one.at("/request/To/0").asText()).distinct()).hasSize(count);
        assertThat(byText.keySet()).isEqualTo(new HashSet<>(IntStream.range(0, count).mapToObj(SendingIT::body)
                .toList()));
        return byText;
    }

    private static Map<String, Integer> states(List<JsonNode> messages) {
        var states = new TreeMap<String, Integer>();
        messages.forEach(message -> states.merge(message.path("status").asText(), 1, Integer::sum));
        return states;
    }

    private static String contact(int n) {
        return "+1415" + (3_300_000 + n);
    }

    private static String body(int n) {
        return "Order " + n + " is ready";
    }

    private static String text(String from, String to, String body) {
        return LocalSystem.text(Map.of("from", from, "to", to, "body", body));
    }

    private static JsonNode message(String token, String id) {
        var answer = hilo.get(hilo.url("MESSAGING") + "/api/messages/" + id, "Authorization", "Bearer " + token);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return LocalSystem.json(answer.body());
    }

    private static JsonNode counts() {
        return LocalSystem.json(hilo.get(hilo.url("SIMULATOR") + "/control/counts").body());
    }

    private static void control(String what, String json) {
        var answer = hilo.post(hilo.url("SIMULATOR") + "/control/" + what, json);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private static long seconds(long began) {
        return Duration.ofNanos(System.nanoTime() - began).toSeconds();
    }

    private static String guard(String setting) {
        return "-Dquarkus.fault-tolerance.\"dev.hilo.messaging.carrier.GuardedBulkVs/send\"." + setting + " ";
    }
}
