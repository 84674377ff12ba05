package dev.hilo.webhook.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import dev.hilo.platform.testing.KafkaForTests;
import dev.hilo.platform.testing.Soon;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** The identity provider takes connections and never says a word; then it is gone. */
@QuarkusTest
@TestProfile(ProviderAwayTest.MuteProvider.class)
class ProviderAwayTest {

    /** Waited for at the start, it would cost its whole patience. */
    public static final class MuteProvider implements QuarkusTestProfile {

        private static final ServerSocket MUTE = open();

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("webhook.access.issuer", "http://127.0.0.1:" + MUTE.getLocalPort() + "/realms/hilo",
                    "webhook.access.patience", "1s");
        }

        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(KafkaForTests.class));
        }

        private static ServerSocket open() {
            try {
                return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }
    }

    @Test
    void closesTheJournalAloneAndDoesNotConcernTheDoorOfTheWebhooks() throws Exception {
        Soon.await().until(() -> get("/q/health/ready").statusCode() == 200);
        assertThat(get("/api/journal/deliveries").statusCode()).isEqualTo(401);
        postsAreTakenAtOnce();

        MuteProvider.MUTE.close();

        var answer = given().header("Authorization", "Bearer eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJyb290In0.c2ln")
                .get("/api/journal/deliveries");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.header("Retry-After")).isNotNull();
        postsAreTakenAtOnce();
    }

    private static void postsAreTakenAtOnce() {
        for (var i = 0; i < 20; i++) {
            var before = System.nanoTime();

            var answer = given().contentType("application/json").header("Authorization", "Bearer a.b.c")
                    .body("{\"From\":\"13105550142\",\"To\":[\"13105550100\"],\"Message\":\"Hi\"}")
                    .post("/webhooks/bulkvs?token=dev-webhook-secret");

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before)).isLessThan(500);
        }
    }
}
