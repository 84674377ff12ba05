package dev.hilo.webhook.receive;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import dev.hilo.contracts.Topics;
import dev.hilo.contracts.webhook.WebhookDelivery;
import dev.hilo.platform.event.EventCodec;
import dev.hilo.platform.testing.KafkaForTests;
import dev.hilo.platform.testing.Soon;
import dev.hilo.webhook.WrittenRecords;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;

/** While two tokens are valid the carrier is told the new one in the middle of its traffic. */
@QuarkusTest
@QuarkusTestResource(KafkaForTests.class)
@TestProfile(TokenRotationTest.TwoTokens.class)
class TokenRotationTest {

    private static final String OLD = "the-token-of-before";
    private static final String NEW = "the-token-from-now-on";

    private final Carrier carrier = new Carrier();

    @Test
    void nothingIsRefusedAndNothingIsLostWhileTheTokenChanges() throws Exception {
        var token = new AtomicReference<>(OLD);
        var sent = new AtomicInteger();
        // The first post of a fresh service may be told to come again: the journal is not connected yet.
        Soon.await().until(() -> carrier.postTo("?token=" + OLD, "{}").statusCode() == 200);
        var before = posts("previous");
        var over = new AtomicBoolean();
        Queue<Integer> answers = new ConcurrentLinkedQueue<>();

        try (var lines = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var line = 0; line < 4; line++) {
                var contact = 100 + line;
                var _ = lines.submit(() -> {
                    while (!over.get()) {
                        answers.add(carrier.postTo("?token=" + token.get(),
                                text(contact, sent.incrementAndGet())).statusCode());
                    }
                    return null;
                });
            }
            Soon.await().until(() -> answers.size() > 200);
            assertThat(wouldTake(NEW)).isEqualTo(204);
            token.set(NEW);
            var after = answers.size();
            Soon.await().until(() -> answers.size() > after + 200);
            over.set(true);
        }

        assertThat(answers).hasSize(sent.get()).containsOnly(200);
        Soon.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(journalled())
                .hasSize(sent.get()).doesNotHaveDuplicates());
        assertThat(posts("previous") - before).isGreaterThanOrEqualTo(200);
        assertThat(posts("current")).isGreaterThanOrEqualTo(200);
        assertThat(posts("previous") - before + posts("current")).isEqualTo(sent.get());
        assertThat(wouldTake(OLD)).isEqualTo(204);
        assertThat(wouldTake("neither")).isEqualTo(401);
    }

    private static String text(int contact, int n) {
        return "{\"From\":\"1310555%04d\",\"To\":[\"13105550100\"],\"Message\":\"rotated-%d\"}".formatted(contact, n);
    }

    private int wouldTake(String token) throws Exception {
        return carrier.send(Carrier.request("?token=" + token).method("HEAD", BodyPublishers.noBody())).statusCode();
    }

    /** The texts of this test in the journal. */
    private static List<String> journalled() {
        return WrittenRecords.all(Topics.WEBHOOK_DELIVERIES).stream()
                .flatMap(entry -> EventCodec.read(entry.value(), WebhookDelivery.class).stream())
                .map(delivery -> new String(delivery.body(), StandardCharsets.UTF_8))
                .filter(body -> body.contains("rotated-")).toList();
    }

    private static double posts(String slot) {
        return get("/q/metrics").asString().lines()
                .filter(line -> line.startsWith("hilo_webhook_posts_total{token=\"" + slot + "\"}"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))).sum();
    }

    public static final class TwoTokens implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("webhook.verify.secret", NEW, "webhook.verify.previous-secret", OLD);
        }
    }
}
