package dev.hilo.webhook.receive;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import dev.hilo.contracts.Topics;
import dev.hilo.platform.testing.KafkaForTests;
import dev.hilo.webhook.WrittenRecords;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The token stands in the address, so it is searched for in everything that leaves the service: every log at its most
 * talkative with the access log on, metrics, answers and topics, after posts in every state of disrepair.
 */
@QuarkusTest
@QuarkusTestResource(KafkaForTests.class)
@TestProfile(TokenSecrecyTest.Talkative.class)
class TokenSecrecyTest {

    private static final String SECRET = "canary-4f1d9c62e07b";
    private static final Path LOG = Path.of("target/talkative.log");
    private static final String TEXT = "{\"From\":\"13105550142\",\"To\":[\"13105550100\"],\"Message\":\"Hi\"}";
    private static final String GOOD = "Host: x\r\nContent-Type: application/json\r\nConnection: close\r\n";
    private static final String WHOLE = GOOD + "Content-Length: " + TEXT.length() + "\r\n\r\n" + TEXT;

    @Test
    void isKept() throws IOException {
        assertThat(send("POST /webhooks/bulkvs?token=" + SECRET + " HTTP/1.1\r\n" + WHOLE))
                .startsWith("HTTP/1.1 200");
        assertThat(send("POST /webhooks/bulkvs/" + SECRET + " HTTP/1.1\r\n" + WHOLE)).startsWith("HTTP/1.1 200");

        var answers = new ArrayList<String>();
        for (var request : requests()) {
            answers.add(send(request));
        }

        assertThat(get("/q/health/live").statusCode()).isEqualTo(200);
        assertThat(answers).noneMatch(TokenSecrecyTest::tells).noneMatch(answer -> answer.startsWith("HTTP/1.1 5"))
                .anyMatch(answer -> answer.startsWith("HTTP/1.1 404"));
        assertThat(get("/q/metrics").asString()).contains("hilo_webhook_answers_total")
                .doesNotContain(SECRET).doesNotContain(SECRET.substring(7));
        for (var topic : List.of(Topics.WEBHOOK_DELIVERIES, Topics.WEBHOOK_QUARANTINE, Topics.MESSAGE_INBOUND,
                Topics.deadLettersOf(Topics.WEBHOOK_DELIVERIES))) {
            assertThat(WrittenRecords.all(topic)).noneMatch(entry -> tells(text(entry.value()))
                    || tells(String.valueOf(entry.key()))
                    || StreamSupport.stream(entry.headers().spliterator(), false)
                            .anyMatch(header -> tells(text(header.value()))));
        }
        // The log lives: it has the access log's line of the question above.
        assertThat(Files.readString(LOG)).contains("GET 200")
                .doesNotContain(SECRET).doesNotContain(SECRET.substring(7));
    }

    @Test
    void isNotInTheWordsOfAFailure() {
        var place = WebhookRoute.placeOf(new IllegalArgumentException("/webhooks/bulkvs/" + SECRET));

        assertThat(place).startsWith("java.lang.IllegalArgumentException at dev.hilo.webhook.receive.TokenSecrecyTest")
                .doesNotContain(SECRET);
    }

    private static List<String> requests() {
        var query = "/webhooks/bulkvs?token=" + SECRET;
        var path = "/webhooks/bulkvs/" + SECRET;
        var addresses = Stream.of(query + "%zz", path + "%zz", path + "%", query + "%c3%28", path + "%00", path + "/..",
                path + "/more", "/" + path, "/webhooks/x/../bulkvs/" + SECRET, "/webhooks/bulkvs%2F" + SECRET,
                "/webhook/bulkvs/" + SECRET, "/webhook/bulkvs?token=" + SECRET,
                "/q/metrics?token=" + SECRET, "/?token=" + SECRET, "/" + SECRET, "*" + SECRET, "http://x" + path,
                "http://[::1" + path, "x:" + path, query + "#" + SECRET, query + " " + SECRET, path + "\u00e9",
                query + "&x=" + "y".repeat(5_000), path + "?a=%", query + "\\\"<script>")
                .map(address -> "POST " + address + " HTTP/1.1\r\n" + WHOLE);
        var methods = Stream.of("GET", "PUT", "HEAD", "OPTIONS", "TRACE", "PATCH", "CONNECT", "BREW", "post", "")
                .flatMap(method -> Stream.of(query, path)
                        .map(address -> method + " " + address + " HTTP/1.1\r\n" + WHOLE));
        var damaged = Stream.of(query, path).flatMap(address -> Stream.of(
                " HTTP/9.9\r\n" + WHOLE,
                " HTTP/2.0\r\n" + WHOLE,
                "\r\n\r\n",
                " HTTP/1.1\r\nno colon\r\n" + WHOLE,
                " HTTP/1.1\r\n: no name\r\n" + WHOLE,
                " HTTP/1.1\r\nX-Bomb: " + "y".repeat(40_000) + "\r\n" + WHOLE,
                " HTTP/1.1\r\n" + "X-Many: y\r\n".repeat(4_000) + WHOLE,
                " HTTP/1.1\r\n" + GOOD + "Content-Length: -1\r\n\r\n" + TEXT,
                " HTTP/1.1\r\n" + GOOD + "Content-Length: 9\r\nContent-Length: 10\r\n\r\n" + TEXT,
                " HTTP/1.1\r\n" + GOOD + "Content-Length: 999999999999999999999\r\n\r\n" + TEXT,
                " HTTP/1.1\r\n" + GOOD + "Content-Length: 300000\r\n\r\n" + TEXT,
                " HTTP/1.1\r\n" + GOOD + "Transfer-Encoding: chunked\r\n\r\nzz\r\n" + TEXT,
                " HTTP/1.1\r\n" + GOOD + "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n",
                " HTTP/1.1\r\n" + GOOD + "Content-Length: 10\r\n\r\nnot json!!",
                " HTTP/1.1\r\n" + GOOD + "Content-Length: 10\r\n\r\nnot j",
                " HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}",
                " HTTP/1.1\r\nHost: x\r\nContent-Encoding: gzip\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}",
                " HTTP/1.1\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n" + WHOLE,
                " HTTP/1.1\r\nUpgrade: websocket\r\nSec-WebSocket-Key: x\r\n" + WHOLE,
                " HTTP/1.1\r\nForwarded: for=\"\r\nX-Forwarded-For: ,,,\r\n" + WHOLE)
                .map(rest -> "POST " + address + rest));
        return Stream.of(addresses, methods, damaged, Stream.of("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + SECRET,
                "\u0016\u0003\u0001" + SECRET)).flatMap(all -> all).toList();
    }

    /** Sends the bytes, ends its side, and reads what comes back. */
    private static String send(String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
            socket.setSoTimeout(2_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            if (!request.endsWith(TEXT)) {
                socket.shutdownOutput();
            }
            return text(socket.getInputStream().readAllBytes());
        } catch (SocketTimeoutException silent) {
            return "";
        } catch (IOException reset) {
            return "";
        }
    }

    private static boolean tells(String text) {
        return text.contains(SECRET) || text.contains(SECRET.substring(7));
    }

    private static String text(byte[] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** Everything is written down that can be. */
    public static final class Talkative implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("webhook.verify.secret", SECRET,
                    "webhook.receive.body-patience", "300ms",
                    "quarkus.http.access-log.enabled", "true",
                    "quarkus.log.min-level", "TRACE",
                    "quarkus.log.level", "DEBUG",
                    "quarkus.log.category.\"dev.hilo\".level", "TRACE",
                    "quarkus.log.category.\"io.vertx\".level", "TRACE",
                    "quarkus.log.console.level", "WARN",
                    "quarkus.log.file.enabled", "true",
                    "quarkus.log.file.path", LOG.toString());
        }
    }
}
