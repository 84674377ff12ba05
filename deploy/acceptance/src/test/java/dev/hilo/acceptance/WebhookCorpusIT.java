package dev.hilo.acceptance;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Every body of the zoo through the door of the whole system: none is answered 5xx, and none is lost. What was kept is
 * found again byte for byte in the journal or in quarantine, and what follows from it in its thread or as a receipt. It
 * is the first on its stage: it counts what the intake has counted from the start.
 */
@OnStage(value = Scene.CARRIER, act = 1)
class WebhookCorpusIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Pattern NEXT = Pattern.compile("[?&](cursor=[^&>]+)[^>]*>; *rel=\"next\"");

    private static LocalSystem hilo;
    private static List<Zoo.Entry> zoo;
    private static Journalled journalled;
    private static final Map<String, List<Integer>> answers = new HashMap<>();
    private static final List<Long> millis = new ArrayList<>();
    private static String manager = "";
    private static long since;

    @BeforeAll
    static void sendAll(Stage stage) throws IOException, InterruptedException {
        hilo = stage.hilo();
        zoo = Zoo.entries();
        journalled = new Journalled("127.0.0.1:" + URI.create(hilo.url("KAFKA")).getPort());
        try (var carrier = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            for (var entry : zoo) {
                for (var i = 0; i < entry.times(); i++) {
                    var began = System.nanoTime();
                    var answer = carrier.send(entry.request(hilo.url("INGEST")), BodyHandlers.ofString());
                    millis.add(Duration.ofNanos(System.nanoTime() - began).toMillis());
                    var _ = answers.computeIfAbsent(entry.name(), _ -> new ArrayList<>()).add(answer.statusCode());
                }
            }
        }
        await().atMost(SOON).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
            var followed = new HashSet<>(journalled.byDelivery("message.inbound").keySet());
            followed.addAll(journalled.byDelivery("message.receipts").keySet());
            journalled.all("webhook.quarantine").forEach(found -> followed.add(found.at("/delivery/id").asText()));
            assertThat(followed).containsAll(journalled.all("webhook.deliveries").stream()
                    .map(delivery -> delivery.path("id").asText()).toList());
        });
    }

    @Test
    void isAnsweredAsItsIndexSaysAndNeverWith5xx() {
        assertThat(zoo).hasSizeGreaterThan(250).allSatisfy(entry -> assertThat(answers.get(entry.name()))
                .as(entry.toString()).hasSize(entry.times()).containsOnly(entry.status()));
        assertThat(answers.values().stream().flatMap(List::stream)).allMatch(status -> status < 500);
        assertThat(millis).allMatch(took -> took < 2_000);
    }

    @Test
    void isKeptByteForByteOrWasRefused() {
        var journal = journalled.byBody("webhook.deliveries");
        var quarantine = journalled.byBody("webhook.quarantine");
        assertThat(zoo).allSatisfy(entry -> {
            var key = Journalled.keyOf(entry.body());
            var copies = entry.kind().equals("refused") ? 0 : entry.times();
            var inJournal = journal.getOrDefault(key, List.of());
            var inQuarantine = quarantine.getOrDefault(key, List.of());
            assertThat(inJournal).as(entry.toString()).hasSize(entry.status() == 200 ? copies : 0);
            assertThat(inQuarantine).as(entry.toString()).hasSize(entry.kind().equals("quarantine") ? copies : 0)
                    .allSatisfy(found -> assertThat(found.path("reason").asText())
                            .contains(entry.says().path("reason").asText()));
        });
    }

    @Test
    void isReadOnceForEachOfOurNumbersAndEachDelivery() {
        var journal = journalled.byBody("webhook.deliveries");
        var texts = journalled.byDelivery("message.inbound");
        var receipts = journalled.byDelivery("message.receipts");
        assertThat(zoo).allSatisfy(entry -> {
            for (var delivery : journal.getOrDefault(Journalled.keyOf(entry.body()), List.of())) {
                var id = delivery.path("id").asText();
                assertThat(texts.getOrDefault(id, List.of())).as(entry.toString())
                        .hasSize(entry.isText() ? entry.strings("to").size() : 0)
                        .allSatisfy(text -> assertThat(text.path("text").asText()).isEqualTo(entry.text()));
                assertThat(receipts.getOrDefault(id, List.of())).as(entry.toString())
                        .hasSize(entry.kind().equals("receipt") ? 1 : 0)
                        .allSatisfy(receipt -> assertThat(receipt.path("stat").asText())
                                .isEqualTo(entry.says().path("stat").asText()));
            }
        });
    }

    @Test
    void standsInItsThreadWordForWordAndRepeatsAreFolded() {
        await().atMost(SOON).pollInterval(Duration.ofSeconds(2)).untilAsserted(() -> {
            var threads = threads();
            assertThat(zoo.stream().filter(Zoo.Entry::isText)).allSatisfy(entry -> {
                for (var did : entry.strings("to")) {
                    var thread = threads.get(did + "|" + entry.says().path("from").asText());
                    assertThat(thread).as(entry.toString()).isNotNull();
                    assertThat(inboundOf(thread)).as(entry.toString()).singleElement().satisfies(message -> {
                        assertThat(message.path("body").asText()).isEqualTo(entry.text());
                        assertThat(message.path("repeats").asInt()).isEqualTo(entry.says().path("repeats").asInt(1));
                        assertThat(message.path("media")).hasSize(entry.strings("media").size());
                        assertThat(message.path("participants").valueStream().map(JsonNode::asText))
                                .containsExactlyElementsOf(entry.strings("participants"));
                    });
                }
            });
        });
    }

    /** One without the mark is somebody's words after all, as nothing was sent that it could answer. */
    @Test
    void isNoTextWhenItIsAReceipt() {
        var threads = threads();

        assertThat(zoo.stream().filter(entry -> entry.kind().equals("receipt"))).isNotEmpty()
                .allSatisfy(entry -> assertThat(threads.containsKey(
                        entry.says().path("to").asText() + "|" + entry.says().path("from").asText()))
                        .as(entry.toString()).isEqualTo(!entry.says().path("flagged").asBoolean(true)));
    }

    @Test
    void isCountedWhereItHasFieldsThatNobodyKnows() {
        var expected = zoo.stream().filter(entry -> entry.status() == 200)
                .mapToInt(entry -> entry.strings("unknown").size() * entry.times()).sum();

        assertThat(hilo.get(hilo.url("INGEST") + "/q/metrics").body())
                .contains("hilo_webhook_unknown_members_total " + (double) expected);
    }

    /** All that a manager sees, by {@code did|contact}. */
    private static Map<String, JsonNode> threads() {
        var threads = new HashMap<String, JsonNode>();
        var more = Stream.of("").toList();
        while (!more.isEmpty()) {
            var page = asManager("/api/threads?filter=all&limit=100" + more.getFirst());
            LocalSystem.elements(page.body()).forEach(thread -> threads
                    .put(thread.path("did").asText() + "|" + thread.path("external").asText(), thread));
            more = page.headers().firstValue("Link").stream().map(NEXT::matcher).filter(Matcher::find)
                    .map(next -> "&" + next.group(1)).toList();
        }
        return threads;
    }

    private static List<JsonNode> inboundOf(JsonNode thread) {
        return LocalSystem.elements(asManager("/api/threads/" + thread.path("id").asText() + "/messages").body())
                .stream().filter(message -> message.path("direction").asText().equals("inbound")).toList();
    }

    private static HttpResponse<String> asManager(String path) {
        var answer = hilo.get(hilo.url("MESSAGING") + path, "Authorization", "Bearer " + token());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    /** One for a while: fetching it takes longer than using it. */
    private static String token() {
        if (manager.isEmpty() || System.nanoTime() - since > Duration.ofSeconds(60).toNanos()) {
            manager = hilo.token("marta");
            since = System.nanoTime();
        }
        return manager;
    }
}
