package dev.hilo.webhook.receive;

import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

import dev.hilo.contracts.Topics;
import dev.hilo.contracts.webhook.QuarantinedDelivery;
import dev.hilo.contracts.webhook.WebhookDelivery;
import dev.hilo.platform.event.EventCodec;
import dev.hilo.platform.testing.KafkaForTests;
import dev.hilo.platform.testing.Soon;
import dev.hilo.webhook.WrittenRecords;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@QuarkusTestResource(KafkaForTests.class)
class WebhookRouteTest {

    private static final String TEXT = "{\"From\":\"13105550142\",\"To\":[\"13105550100\"],\"Message\":\"%s\"}";

    private final Carrier carrier = new Carrier();

    @Test
    void journalsAPostByteForByteAndAnswersExactly200() throws Exception {
        var body = ("{ \"From\":\"13105550142\" ,\n\t\"To\":[\"13105550100\"],\"Message\":\"Hello+World%21 "
                + UUID.randomUUID() + " \u00e9\"}").getBytes(StandardCharsets.ISO_8859_1);

        var answer = carrier.post(body);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"ok\":true}");
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        var entry = WrittenRecords.await(Topics.WEBHOOK_DELIVERIES, written -> holds(written.value(), body));
        var delivery = EventCodec.read(entry.value(), WebhookDelivery.class).orElseThrow();
        assertThat(entry.key()).isEqualTo("+13105550100|+13105550142");
        assertThat(delivery.sourceIp()).isEqualTo("127.0.0.1");
        assertThat(delivery.contentType()).isEqualTo("application/json");
        assertThat(delivery.headers()).containsKey("user-agent").doesNotContainKey("host");
        assertThat(delivery.id().version()).isEqualTo(7);
        assertThat(WrittenRecords.header(entry, "ce_type")).isEqualTo("webhook.delivery.v1");
        assertThat(WrittenRecords.header(entry, "ce_id")).isEqualTo(delivery.id().toString());
        assertThat(WrittenRecords.header(entry, "traceparent"))
                .matches("00-" + delivery.id().toString().replace("-", "") + "-[0-9a-f]{16}-01");
        assertThat(new String(entry.value(), StandardCharsets.UTF_8)).doesNotContain(Carrier.SECRET);
    }

    @ParameterizedTest
    @ValueSource(strings = {"?token=dev-webhook-secret", "/dev-webhook-secret", "?x=1&token=dev-webhook-secret",
            "/dev-webhook-secret?token=wrong"})
    void takesTheTokenInTheQueryOrInThePath(String rest) throws Exception {
        assertThat(carrier.postTo(rest, TEXT.formatted("Hi")).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?token=", "?token=wrong", "/wrong", "/",
            "?token=wrong&token=dev-webhook-secret", "?token=%25%00"})
    void refusesEveryOtherToken(String rest) throws Exception {
        var answer = carrier.postTo(rest, TEXT.formatted("Hi"));

        assertProblem(answer, 401, "webhook-token-refused");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?token=%zz", "/%zz", "/%", "?token=%c3%28", "/a%00b", "?;=&&token"})
    void refusesATokenThatCannotEvenBeRead(String rest) throws Exception {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(("POST /webhooks/bulkvs" + rest + " HTTP/1.1\r\nHost: x\r\n"
                    + "Content-Type: application/json\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}")
                    .getBytes(StandardCharsets.US_ASCII));

            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);

            assertThat(answer).containsPattern("^HTTP/1.1 40[01] ").doesNotContain("zz");
        }
    }

    @Test
    void neverRepeatsWhatWasGivenAsTheToken() throws Exception {
        var answer = carrier.postTo("/a-secret-with-a-typo", TEXT.formatted("Hi"));
        var deeper = carrier.postTo("/a-secret-with-a-typo/and/more", TEXT.formatted("Hi"));
        var got = carrier.send(Carrier.request("/" + Carrier.SECRET).GET());

        assertThat(answer.body()).contains("\"instance\":\"/webhooks/bulkvs\"").doesNotContain("typo");
        assertThat(deeper.body()).doesNotContain("typo");
        assertThat(got.body()).doesNotContain(Carrier.SECRET);
        assertThat(get("/q/metrics").asString()).contains("hilo_webhook_answers_total")
                .doesNotContain("typo").doesNotContain(Carrier.SECRET);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            application/json;charset=UTF-8,                  200
            Application/JSON; charset=iso-8859-1; x=y,       200
            text/json,                                       200
            application/problem+json,                        200
            application/x-www-form-urlencoded,               415
            text/plain,                                      415
            application/jsonp,                               415
            multipart/form-data; boundary=application/json,  415
            """)
    void takesJsonOfAnyCharsetAndNoOtherType(String contentType, int status) throws Exception {
        assertThat(carrier.postAs(contentType, TEXT.formatted("Hi")).statusCode()).isEqualTo(status);
    }

    @Test
    void refusesACompressedBodyButKeepsIt() throws Exception {
        var body = TEXT.formatted(UUID.randomUUID());

        var answer = carrier.send(Carrier.request("?token=" + Carrier.SECRET).header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofString(body)));

        assertProblem(answer, 415, "unsupported-media-type");
        assertThat(quarantined(body).reason()).contains("compressed");
        assertThat(quarantined(body).delivery().headers()).containsEntry("content-encoding", "gzip");
    }

    @Test
    void keepsAPostOfAnotherTypeForAPersonToLookAt() throws Exception {
        var body = "From=13105550142&To=13105550100&Message=" + UUID.randomUUID();

        var answer = carrier.postAs("application/x-www-form-urlencoded", body);

        assertProblem(answer, 415, "unsupported-media-type");
        assertThat(quarantined(body).reason()).contains("type");
    }

    @Test
    void takesABodyUpToItsBound() throws Exception {
        assertThat(carrier.post(Carrier.textOfBytes(262_144)).statusCode()).isEqualTo(200);
        assertThat(carrier.postInChunks(Carrier.textOfBytes(262_144)).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(ints = {262_145, 3_000_000, 9_000_000})
    void refusesALargerBodyAlsoInChunks(int bytes) throws Exception {
        assertProblem(carrier.post(Carrier.textOfBytes(bytes)), 413, "too-large");
        assertProblem(carrier.postInChunks(Carrier.textOfBytes(bytes)), 413, "too-large");
        assertThat(carrier.post(TEXT.formatted("still there")).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "From=13105550142", "{\"From\":", "{} {}", "\u0000"})
    void quarantinesWhatIsNoJsonAndSaysSo(String body) throws Exception {
        var marked = body.isEmpty() ? body : body + " <" + UUID.randomUUID();

        var answer = carrier.post(marked);

        assertProblem(answer, 400, "not-json");
        assertThat(WrittenRecords.header(quarantine(marked), "ce_type")).isEqualTo("webhook.quarantined.v1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"hello\":\"%s\"}", "[\"%s\"]", "\"%s\"",
            "{\"x\":\"%s\",\"n\":99999999999999999999999999999999999}"})
    void journalsJsonThatItDoesNotUnderstandUnderItsOwnId(String body) throws Exception {
        var marked = body.formatted(UUID.randomUUID());

        assertThat(carrier.post(marked).statusCode()).isEqualTo(200);

        var entry = WrittenRecords.await(Topics.WEBHOOK_DELIVERIES,
                written -> holds(written.value(), marked.getBytes(StandardCharsets.UTF_8)));
        assertThat(entry.key())
                .isEqualTo(EventCodec.read(entry.value(), WebhookDelivery.class).orElseThrow().id().toString());
    }

    @Test
    void journalsJsonThatIsBuiltToHurt() throws Exception {
        assertThat(carrier.post("[".repeat(100_000) + "]".repeat(100_000)).statusCode()).isEqualTo(200);
        assertThat(carrier.post("9".repeat(200_000)).statusCode()).isEqualTo(200);
    }

    @Test
    void isForPostsOnly() throws Exception {
        var put = carrier.send(Carrier.request("?token=" + Carrier.SECRET).PUT(BodyPublishers.ofString("{}")));

        assertProblem(put, 405, "only-post");
        assertThat(put.headers().firstValue("Allow")).contains("POST, HEAD");
        assertProblem(carrier.send(Carrier.request("?token=" + Carrier.SECRET).GET()), 405, "only-post");
        assertProblem(carrier.send(Carrier.request("/" + Carrier.SECRET).GET()), 405, "only-post");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            ?token=dev-webhook-secret,              204
            ?x=1&token=dev-webhook-secret,          204
            ?token=dev-webhook-secre,               401
            ?token=,                                401
            ?,                                      401
            ?token=wrong&token=dev-webhook-secret,  401
            """)
    void saysWhetherItWouldTakeATokenWithoutKeepingAnything(String rest, int status) throws Exception {
        var before = posts();

        var head = carrier.send(Carrier.request(rest).method("HEAD", BodyPublishers.noBody()));

        assertThat(head.statusCode()).isEqualTo(status);
        assertThat(head.body()).isEmpty();
        assertThat(posts()).isEqualTo(before);
    }

    @Test
    void countsPostsByTheTokenThatTheyCarry() throws Exception {
        var before = posts();

        assertThat(carrier.post(TEXT.formatted("counted")).statusCode()).isEqualTo(200);

        assertThat(posts()).isEqualTo(before + 1);
        assertThat(get("/q/metrics").asString()).contains("hilo_webhook_posts_total{token=\"previous\"} 0.0");
    }

    /** With today's token, as the metrics count them. */
    private static double posts() {
        return get("/q/metrics").asString().lines()
                .filter(line -> line.startsWith("hilo_webhook_posts_total{token=\"current\"}"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' ') + 1))).sum();
    }

    @Test
    void sendsContinueToThoseWhoWaitForIt() throws Exception {
        var answer = carrier.send(Carrier.request("?token=" + Carrier.SECRET).expectContinue(true)
                .POST(BodyPublishers.ofString(TEXT.formatted("Hi"))));

        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void answers503InTimeWhenTheBrokerIsTooSlowAndRecoversByItself() throws Exception {
        var body = TEXT.formatted(UUID.randomUUID());
        letTheBrokerTakeBytesPerSecond(1.0);
        try {
            Soon.await().atMost(Duration.ofSeconds(10)).until(() -> carrier.post(body).statusCode() == 503);
            for (var i = 0; i < 5; i++) {
                var start = System.nanoTime();
                var answer = carrier.post(body);

                assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)).isLessThan(500);
                assertProblem(answer, 503, "unavailable");
                assertThat(answer.headers().firstValue("Retry-After")).contains("1");
            }
            assertThat(get("/q/health/live").statusCode()).isEqualTo(200);
            assertThat(get("/q/health/ready").statusCode()).isEqualTo(503);
        } finally {
            letTheBrokerTakeBytesPerSecond(null);
            // Before anything else: the tests that follow want an answer too.
            Soon.await().atMost(Duration.ofSeconds(30)).until(() -> carrier.post(body).statusCode() == 200);
        }
        Soon.await().atMost(Duration.ofSeconds(10)).until(() -> get("/q/health/ready").statusCode() == 200);
    }

    private static void letTheBrokerTakeBytesPerSecond(Double bytes) throws Exception {
        try (var admin = Admin.create(
                Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, KafkaForTests.bootstrapServers()))) {
            var journal = new ClientQuotaEntity(Map.of(ClientQuotaEntity.CLIENT_ID, "webhook-ingest-journal"));
            admin.alterClientQuotas(List.of(new ClientQuotaAlteration(journal,
                    List.of(new ClientQuotaAlteration.Op("producer_byte_rate", bytes))))).all().get();
        }
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String slug) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).contains("/problems/" + slug + "\"").contains("\"status\":" + status)
                .contains("\"title\":");
    }

    private static QuarantinedDelivery quarantined(String body) {
        return EventCodec.read(quarantine(body).value(), QuarantinedDelivery.class).orElseThrow();
    }

    private static ConsumerRecord<String, byte[]> quarantine(String body) {
        return WrittenRecords.await(Topics.WEBHOOK_QUARANTINE,
                written -> holds(EventCodec.read(written.value(), QuarantinedDelivery.class).orElseThrow().delivery(),
                        body.getBytes(StandardCharsets.UTF_8)));
    }

    private static boolean holds(byte[] entry, byte[] body) {
        try {
            // Most are others' and need not be read.
            return new String(entry, StandardCharsets.ISO_8859_1).contains(Base64.getEncoder().encodeToString(body))
                    && EventCodec.read(entry, WebhookDelivery.class).map(delivery -> holds(delivery, body))
                            .orElse(false);
        } catch (RuntimeException poisonOfAnotherTest) {
            return false;
        }
    }

    private static boolean holds(WebhookDelivery delivery, byte[] body) {
        return Arrays.equals(delivery.body(), body);
    }
}
