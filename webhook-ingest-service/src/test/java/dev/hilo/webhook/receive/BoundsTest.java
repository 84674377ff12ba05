package dev.hilo.webhook.receive;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import dev.hilo.platform.testing.KafkaForTests;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The door with narrow settings. */
@QuarkusTest
@QuarkusTestResource(KafkaForTests.class)
@TestProfile(BoundsTest.Narrow.class)
class BoundsTest {

    private static final String TEXT = "{\"From\":\"13105550142\",\"To\":[\"13105550100\"],\"Message\":\"Hi\"}";

    private final Carrier carrier = new Carrier();

    @Test
    void takesOnlyAddressesOfTheListFromTheTrustedHop() throws Exception {
        assertThat(postFrom("192.9.236.42, 6.6.6.6").statusCode()).isEqualTo(403);
        assertThat(carrier.post(TEXT).statusCode()).isEqualTo(403);
        assertThat(postFrom("6.6.6.6, 192.9.236.1").statusCode()).isEqualTo(200);
    }

    @Test
    void asksASourceToSlowDown() throws Exception {
        for (var i = 0; i < 5; i++) {
            assertThat(postFrom("192.9.236.2").statusCode()).isEqualTo(200);
        }

        var answer = postFrom("192.9.236.2");

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        assertThat(answer.body()).contains("/problems/too-often");
        assertThat(postFrom("192.9.236.3").statusCode()).isEqualTo(200);
    }

    @Test
    void takesTheTokenOfYesterdayAndHashedOnes() throws Exception {
        assertThat(carrier.send(Carrier.request("/yesterday").header("X-Forwarded-For", "192.9.236.4")
                .POST(BodyPublishers.ofString(TEXT))).statusCode()).isEqualTo(200);
        assertThat(carrier.send(Carrier.request("/abc").header("X-Forwarded-For", "192.9.236.4")
                .POST(BodyPublishers.ofString(TEXT))).statusCode()).isEqualTo(200);
    }

    @Test
    void doesNotWaitForASlowSender() throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(("POST /webhooks/bulkvs?token=" + Carrier.SECRET + " HTTP/1.1\r\nHost: x\r\n"
                    + "Content-Type: application/json\r\nX-Forwarded-For: 192.9.236.5\r\nContent-Length: 100\r\n\r\n{")
                    .getBytes(StandardCharsets.US_ASCII));

            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);

            assertThat(answer).startsWith("HTTP/1.1 408").contains("/problems/too-slow");
        }
    }

    private HttpResponse<String> postFrom(String forwardedFor) throws Exception {
        return carrier.send(Carrier.request("?token=" + Carrier.SECRET).header("X-Forwarded-For", forwardedFor)
                .POST(BodyPublishers.ofString(TEXT)));
    }

    /** One proxy, one range, five posts. */
    public static final class Narrow implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("webhook.verify.trusted-proxies", "1",
                    "webhook.verify.allowed-sources", "192.9.236.0/24",
                    "webhook.verify.secret", Carrier.SECRET,
                    "webhook.verify.previous-secret", "yesterday",
                    "webhook.verify.secret-sha256",
                    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                    "webhook.verify.rate-per-second", "1",
                    "webhook.verify.rate-burst", "5",
                    "webhook.receive.body-patience", "300ms");
        }
    }
}
