package dev.hilo.simulator.webhook;

import java.time.Duration;
import java.util.stream.Collectors;

import dev.hilo.simulator.CarrierTest;
import dev.hilo.simulator.Receiver;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class PostsTest extends CarrierTest {

    @BeforeEach
    void own() {
        ownDemoNumber();
    }

    @Test
    void anythingButExactly200IsPostedAgainWithTheSameBytes() {
        receiver.answersNext(500, 201);

        carrier.control().inbound(CUSTOMER, OURS, "Hola!");

        assertThat(receiver.waitFor(3).stream().map(Receiver.Post::body).collect(Collectors.toSet())).hasSize(1);
        await().atMost(Duration.ofSeconds(2)).untilAsserted(() -> assertThat(carrier.control().webhooksLog())
                .extracting(entry -> entry.path("status").asInt()).containsExactly(500, 201, 200));
        assertThat(carrier.control().undelivered()).isEmpty();
    }

    @Test
    void givesUpAfterTheLastRepeatAndKeepsWhatWasNotTaken() {
        receiver.answersNext(503, 503, 503);
        turn("retry.count", 2);

        carrier.control().inbound(CUSTOMER, OURS, "Hola!");

        receiver.waitFor(3);
        await().atMost(Duration.ofSeconds(2))
                .untilAsserted(() -> assertThat(carrier.control().undelivered()).hasSize(1));
        assertThat(receiver.posts()).hasSize(3);

        carrier.control().redeliver();

        receiver.waitFor(4);
        await().atMost(Duration.ofSeconds(2))
                .untilAsserted(() -> assertThat(carrier.control().undelivered()).isEmpty());
    }

    @Test
    void aReceiverThatIsDownCountsAsNotTaken() {
        receiver.close();
        turn("retry.count", 1);

        carrier.control().inbound(CUSTOMER, OURS, "Hola!");

        await().atMost(Duration.ofSeconds(2))
                .untilAsserted(() -> assertThat(carrier.control().undelivered()).hasSize(1));
        assertThat(carrier.control().webhooksLog()).extracting(entry -> entry.path("attempt").asInt())
                .containsExactly(1, 2);
        assertThat(carrier.control().webhooksLog())
                .allSatisfy(entry -> assertThat(entry.path("failure").asText()).isNotEmpty());
    }

    @Test
    void theLogDoesNotShowTheSecretOfTheAddress() {
        carrier.control().inbound(CUSTOMER, OURS, "Hola!");

        await().atMost(Duration.ofSeconds(2))
                .untilAsserted(() -> assertThat(carrier.control().webhooksLog()).hasSize(1));
        assertThat(client.control("GET", "webhooks-log").body()).doesNotContain("secret-token").contains("\"target\"");
    }

    @Test
    void everyPostCarriesTheBareContentType() {
        carrier.control().inbound(CUSTOMER, OURS, "Hola!");

        assertThat(receiver.waitFor(1)).extracting(Receiver.Post::contentType).containsExactly("application/json");
    }
}
