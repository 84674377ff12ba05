package dev.hilo.webhook.receive;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import dev.hilo.platform.testing.KafkaForTests;
import dev.hilo.platform.testing.Soon;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Who holds connections without saying anything, or anything that ends. */
@QuarkusTest
@QuarkusTestResource(KafkaForTests.class)
@TestProfile(SlowSendersTest.Narrow.class)
class SlowSendersTest {

    private static final String TEXT = "{\"From\":\"13105550142\",\"To\":[\"13105550100\"],\"Message\":\"Hi\"}";
    private static final String LINE = "POST /webhooks/bulkvs?token=" + Carrier.SECRET + " HTTP/1.1\r\nHost: x\r\n";

    private final Carrier carrier = new Carrier();

    @Test
    void doNotDelayTheOthersAndAreClosed() throws Exception {
        // What the very first post waits for is the start, and nobody's doing.
        assertThat(carrier.post(TEXT).statusCode()).isEqualTo(200);
        var slow = new ArrayList<Socket>();
        try {
            for (var i = 0; i < 200; i++) {
                // Half a header, or half a body, and then silence.
                slow.add(opened(i % 2 == 0
                        ? LINE + "X-Slow: "
                        : LINE + "Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{"));
            }
            for (var i = 0; i < 20; i++) {
                var began = System.nanoTime();
                assertThat(carrier.post(TEXT).statusCode()).isEqualTo(200);
                assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began)).isLessThan(500);
            }
            Soon.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
                for (var socket : slow) {
                    assertThat(closed(socket)).isTrue();
                }
            });
        } finally {
            for (var socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void getNoMoreThanAFewConnections() throws Exception {
        var many = new ArrayList<Socket>();
        try {
            for (var i = 0; i < 400; i++) {
                many.add(opened(""));
            }
            Soon.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(
                    many.stream().filter(SlowSendersTest::closed).count()).isGreaterThanOrEqualTo(100));
        } finally {
            for (var socket : many) {
                socket.close();
            }
        }
        Soon.await().atMost(Duration.ofSeconds(10)).ignoreExceptions()
                .until(() -> new Carrier().post(TEXT).statusCode() == 200);
    }

    @Test
    void getNoHeadersWithoutEnd() throws Exception {
        assertThat(answered(LINE + "X-Bomb: " + "y".repeat(20_000) + "\r\n\r\n")).contains(" 431 ");
        assertThat(answered(LINE + "X-Many: y\r\n".repeat(3_000) + "\r\n")).contains(" 431 ");
        assertThat(answered("POST /webhooks/bulkvs?x=" + "y".repeat(5_000) + " HTTP/1.1\r\nHost: x\r\n\r\n"))
                .contains(" 414 ");
    }

    @Test
    void getNoStreamsOfHttp2() throws Exception {
        assertThat(answered("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")).doesNotStartWith("HTTP/1.1 101")
                .doesNotContain("\0\0");
        assertThat(answered(LINE + "Content-Type: application/json\r\nConnection: Upgrade, HTTP2-Settings\r\n"
                + "Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\nContent-Length: " + TEXT.length() + "\r\n\r\n"
                + TEXT)).doesNotStartWith("HTTP/1.1 101");
    }

    private static Socket opened(String beginning) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port);
        socket.setSoTimeout(50);
        socket.getOutputStream().write(beginning.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static String answered(String request) throws IOException {
        try (var socket = opened(request)) {
            socket.setSoTimeout(5_000);
            var answer = new byte[200];
            var read = socket.getInputStream().read(answer);
            return new String(answer, 0, Math.max(0, read), StandardCharsets.US_ASCII);
        }
    }

    /** Answers that came first are read past. */
    private static boolean closed(Socket socket) {
        try {
            var read = socket.getInputStream().read(new byte[4096]);
            return read < 0 || closed(socket);
        } catch (SocketTimeoutException open) {
            return false;
        } catch (IOException reset) {
            return true;
        }
    }

    /** Little patience and few connections. */
    public static final class Narrow implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.http.idle-timeout", "2s",
                    "quarkus.http.limits.max-connections", "300",
                    "webhook.receive.body-patience", "500ms");
        }
    }
}
