package dev.hilo.acceptance;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The promise of the front page, kept by the packaged system: sign in, a customer's text appears, answer it, watch the
 * ticks turn, and nobody of another team sees any of it. The last on its stage, since it stops and starts all of it.
 */
@OnStage(value = Scene.EMPTY, act = 9)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WholeStoryIT {

    private static final String SUPPORT = "+17865551234";
    private static final String SALES = "+17865550100";
    private static final Duration SOON = Duration.ofSeconds(15);

    private static LocalSystem hilo;
    private static Browser browser;

    @BeforeAll
    static void enter(Stage stage) {
        hilo = stage.hilo();
        browser = stage.browser();
    }

    @Test
    void aTextAppearsWithoutReloadItsAnswerLeavesAndTheTicksTurn() {
        var customer = "+13053302277";
        try (var ana = Desk.of("ana", browser, hilo.url("GATEWAY"), "es");
                var leo = Desk.of("leo", browser, hilo.url("GATEWAY"), "en")) {
            hilo.customerWrites(customer, SUPPORT, "¿Abren el sábado? 🙂");

            assertThat(ana.conversationWith(customer)).containsText("¿Abren el sábado? 🙂");
            ana.conversationWith(customer).click();
            assertThat(ana.bubble("¿Abren el sábado? 🙂")).isVisible();
            ana.write("Sí, de 9 a 14 h.");

            await().atMost(SOON).untilAsserted(() -> assertThat(hilo.textsSentTo(customer)).containsExactly(
                    "Sí, de 9 a 14 h."));
            assertThat(ana.bubble("Sí, de 9 a 14 h.")).hasAttribute("data-status", "delivered");
            ana.screenshot("inbox-es");
            assertThat(leo.conversationWith(customer)).hasCount(0);
        }
        assertThat(threadsOf("leo")).noneMatch(thread -> thread.path("external").asText().equals(customer));
        var thread = threadWith("ana", customer);
        assertThat(hilo.get(gateway("/api/threads/" + thread.path("id").asText()), "Authorization", bearer("leo"))
                .statusCode()).isEqualTo(404);
    }

    @Test
    void theLinesOfTheReadmeWork() throws IOException, InterruptedException {
        var customer = "+13053302278";

        var webhook = hilo.post(hilo.url("INGEST") + "/webhooks/bulkvs?token=dev-webhook-secret", """
                {"from":"%s","to":"%s","body":"Hola!","messageId":"test123"}
                """.formatted(customer, SUPPORT));
        assertThat(webhook.statusCode()).isEqualTo(200);
        await().atMost(SOON).untilAsserted(() -> assertThat(threadWith("ana", customer).path("lastMessage")
                .path("preview").asText()).isEqualTo("Hola!"));

        var send = hilo.post(gateway("/api/messages/send"), """
                {"from":"%s","to":"%s","body":"Prueba BulkVS via API"}
                """.formatted(SUPPORT, customer), "Authorization", "Bearer " + hilo.tokenByHand("ana"));
        assertThat(send.statusCode()).isEqualTo(202);
        var id = LocalSystem.json(send.body()).path("id").asText();
        await().atMost(SOON).untilAsserted(() -> assertThat(LocalSystem.json(hilo.get(gateway("/api/messages/" + id),
                "Authorization", bearer("ana")).body()).path("status").asText()).isEqualTo("delivered"));
        assertThat(hilo.textsSentTo(customer)).containsExactly("Prueba BulkVS via API");
    }

    @Test
    void aPictureArrivesAndIsShownAndOneGoesOut() {
        var customer = "+13053302279";
        try (var ana = Desk.of("ana", browser, hilo.url("GATEWAY"), "en")) {
            var inbound = hilo.post(hilo.url("SIMULATOR") + "/control/inbound", """
                    {"from":"%s","to":"%s","text":"Look at this","media":["sunset.jpg"]}
                    """.formatted(customer, SUPPORT));
            assertThat(inbound.statusCode()).as(inbound.body()).isBetween(200, 202);

            ana.conversationWith(customer).click();
            var picture = ana.bubble("Look at this").locator("img");
            assertThat(picture).isVisible();
            await().atMost(SOON).until(() -> (Boolean) picture.evaluate("image => image.naturalWidth > 0"));

            ana.attach(Pictures.drawn());
            ana.write("And this is ours");
            await().atMost(SOON).untilAsserted(() -> assertThat(hilo.sentTo(customer)).singleElement()
                    .satisfies(sent -> assertThat(sent.path("mediaFetched").path(0).path("status").asInt())
                            .isEqualTo(200)));
        }
    }

    /** The last, since nothing is left that sends to the simulator. */
    @Test
    @Order(Integer.MAX_VALUE)
    void aRestartKeepsEverythingAndAnotherCarrierGetsTheSends() throws IOException, InterruptedException {
        var customer = "+13053302280";
        hilo.customerWrites(customer, SALES, "Before the restart");
        await().atMost(SOON).untilAsserted(() -> assertThat(threadWith("leo", customer)).isNotNull());

        hilo.down();
        try (var other = OtherCarrier.listening()) {
            hilo.up(Map.of("BULKVS_API_BASE", other.apiBase(), "BULKVS_API_KEY", "key", "BULKVS_API_SECRET",
                    "secret"));
            assertThat(threadWith("leo", customer).path("lastMessage").path("preview").asText())
                    .isEqualTo("Before the restart");

            var send = hilo.post(gateway("/api/messages/send"), """
                    {"from":"%s","to":"%s","body":"After it"}
                    """.formatted(SALES, customer), "Authorization", bearer("leo"));

            assertThat(send.statusCode()).as(send.body()).isEqualTo(202);
            await().atMost(SOON).untilAsserted(() -> assertThat(other.sends()).hasSize(1));
            var call = other.sends().getFirst();
            assertThat(call.authorization()).isEqualTo("Basic a2V5OnNlY3JldA==");
            assertThat(call.body().path("From").asText()).isEqualTo("17865550100");
            assertThat(call.body().path("To").valueStream().map(JsonNode::asText)).containsExactly("13053302280");
        }
    }

    private static List<JsonNode> threadsOf(String user) {
        var answer = hilo.get(gateway("/api/threads?limit=100"), "Authorization", bearer(user));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return LocalSystem.elements(answer.body());
    }

    private static JsonNode threadWith(String user, String customer) {
        return threadsOf(user).stream().filter(thread -> thread.path("external").asText().equals(customer)).findFirst()
                .orElseThrow(() -> new AssertionError("no thread with the customer"));
    }

    private static String gateway(String path) {
        return hilo.url("GATEWAY") + path;
    }

    private static String bearer(String user) {
        return "Bearer " + hilo.token(user);
    }
}
