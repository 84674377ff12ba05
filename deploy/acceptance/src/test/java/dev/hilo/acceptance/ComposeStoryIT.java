package dev.hilo.acceptance;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Writing: what the carrier will make of it, taking it back, images, and what happens without a network. */
@OnStage(Scene.SHOP)
class ComposeStoryIT {

    private static final String SUPPORT = "+17865551234";
    private static final Duration SOON = Duration.ofSeconds(15);
    /** As long as a lift, a tunnel or a router that starts anew. */
    private static final Duration WITHOUT_NETWORK = Duration.ofSeconds(Long.getLong("hilo.offline.seconds", 60));
    private static final int CARRIERS_TAKE_BYTES = 512_000;
    /** Of the messaging service: what a segment and an MMS cost. */
    static final String OPTIONS = "-Dhilo.price.segment=0.0075 -Dhilo.price.mms=0.02";

    private static LocalSystem hilo;
    private static Browser browser;

    @BeforeAll
    static void enter(Stage stage) {
        hilo = stage.hilo();
        browser = stage.browser();
    }

    @Test
    void fiveTextsWrittenWithoutANetworkAllLeaveOnceAndInOrder() {
        var customer = "+13053303301";
        var texts = List.of("Hola, soy Ana.", "Tu pedido ya salió.", "Llega mañana,", "entre las 9 y las 12.",
                "¿Te viene bien?");
        try (var ana = Desk.asItComes("ana", browser, hilo.url("GATEWAY"), "es")) {
            open(ana, customer, "¿Hola?");
            ana.offline(true);
            assertThat(ana.chip()).hasAttribute("data-state", "offline");
            var since = System.nanoTime();

            for (var text : texts) {
                ana.composer().fill(text);
                ana.composer().press("Enter");
                assertThat(ana.bubble(text)).isVisible();
                assertThat(ana.composer()).hasValue("");
            }
            assertThat(ana.bubble(texts.getFirst())).containsText("Sin conexión");
            ana.screenshot("offline-five-es");
            while (System.nanoTime() - since < WITHOUT_NETWORK.toNanos()) {
                ana.page().waitForTimeout(500);
            }
            assertThat(hilo.textsSentTo(customer)).isEmpty();
            ana.offline(false);

            assertThat(ana.chip()).hasAttribute("data-state", "live");
            for (var text : texts) {
                assertThat(ana.bubble(text)).hasAttribute("data-status", "delivered");
            }
            assertThat(hilo.textsSentTo(customer)).containsExactlyElementsOf(texts);
            await().during(Duration.ofSeconds(3)).atMost(SOON)
                    .untilAsserted(() -> assertThat(hilo.textsSentTo(customer)).as("once each").hasSize(5));
            assertThat(seqs(ana, texts)).as("in the order in which they were written").isSorted()
                    .doesNotHaveDuplicates();
            ana.screenshot("offline-five-sent-es");
        }
    }

    @Test
    void aTextIsTakenBackOrLeavesWhenThePageIsPutAway() {
        var customer = "+13053303302";
        try (var ana = Desk.asItComes("ana", browser, hilo.url("GATEWAY"), "es")) {
            open(ana, customer, "¿A qué hora abren mañana?");
            var question = ana.bubble("¿A qué hora abren mañana?");
            question.hover();
            question.getByLabel("Citar en la respuesta").click();
            assertThat(ana.composer()).hasValue("\"¿A qué hora abren mañana?\"\n");
            ana.composer().pressSequentially("A las 8.");

            ana.composer().press("Enter");

            var held = ana.bubble("A las 8.");
            assertThat(held.locator("[data-held]")).hasText("Sale enseguida");
            ana.screenshot("undo-es");
            held.getByText("Deshacer").click();
            assertThat(ana.bubble("A las 8.")).hasCount(0);
            assertThat(ana.composer()).hasValue("\"¿A qué hora abren mañana?\"\nA las 8.");
            ana.page().waitForTimeout(6_000);
            assertThat(hilo.textsSentTo(customer)).isEmpty();

            ana.composer().fill("Abrimos a las 9.");
            ana.composer().press("Enter");
            assertThat(ana.bubble("Abrimos a las 9.").locator("[data-held]")).isVisible();
            ana.page().navigate("about:blank");
            await().atMost(Duration.ofSeconds(4))
                    .untilAsserted(() -> assertThat(hilo.textsSentTo(customer)).containsExactly("Abrimos a las 9."));
        }
    }

    @Test
    void theComposerShowsWhatTheCarrierWillDo() {
        var customer = "+13053303303";
        var typed = "Tu cita es “mañana” a las 10 — te esperamos en la calle 8, frente al parque 🌳";
        try (var ana = Desk.of("ana", browser, hilo.url("GATEWAY"), "es");
                var marta = Desk.of("marta", browser, hilo.url("GATEWAY"), "en")) {
            open(ana, customer, "¿Cuándo es mi cita?");
            ana.composer().fill(typed);
            assertThat(ana.page().locator("[data-marks] mark")).hasText(new String[]{"“", "”", "—", "🌳"});
            assertThat(ana.page().locator("[data-segments='2'][data-encoding='ucs2']")).containsText("unos $0.015");
            Accessibility.isGiven(ana, "#main", "what forces UCS-2");
            ana.screenshot("ucs2-marked-es");
            ana.button("Pasarlo a GSM…").click();
            assertThat(ana.dialog("Sin caracteres especiales")).containsText("Después: 1 segmento");
            Accessibility.isGiven(ana, "#main", "what making it GSM would change");
            ana.screenshot("gsm-offer-es");
            ana.button("Cambiar el texto").click();
            var plain = "Tu cita es \"mañana\" a las 10 - te esperamos en la calle 8, frente al parque";
            assertThat(ana.composer()).hasValue(plain);
            ana.composer().press("Control+z");
            assertThat(ana.composer()).hasValue(typed);
            ana.composer().press("Control+Shift+z");
            assertThat(ana.composer()).hasValue(plain);
            ana.composer().press("Enter");
            assertThat(ana.bubble(plain)).hasAttribute("data-status", "delivered");
            assertThat(hilo.textsSentTo(customer)).containsExactly(plain);

            marta.conversationWith(customer).click();
            var long1 = "The same again in English, and at length. ".repeat(14).strip();
            marta.composer().fill(long1);
            assertThat(marta.page().locator("[data-segments='4']")).containsText("about $0.03");
            marta.page().locator("[data-cheaper]").click();
            assertThat(marta.page().getByRole(AriaRole.SWITCH)).isChecked();
            assertThat(marta.page().locator("[data-attachment-state=ready]")).isVisible();
            assertThat(marta.page().locator("[data-segments=mms]")).containsText("about $0.02");
            Accessibility.isGiven(marta, "#main", "a long text as one MMS");
            marta.screenshot("as-mms-en");
            marta.composer().press("Enter");
            assertThat(marta.bubble(long1)).hasAttribute("data-status",
                    Pattern.compile("sent|delivered"));
            var sent = hilo.sentTo(customer).getLast().path("request");
            assertThat(sent.path("Message").asText()).isEqualTo(long1);
            assertThat(sent.path("MediaURLs")).hasSize(1);
        }
    }

    @Test
    void aPictureIsMadeFitInTheBrowserAndKeepsItsRoom() throws IOException, InterruptedException {
        var customer = "+13053303304";
        var picture = Pictures.tooLarge();
        assertThat(picture.buffer.length).as("more than the server takes").isGreaterThan(5_242_880);
        try (var marta = Desk.of("marta", browser, hilo.url("GATEWAY"), "en")) {
            open(marta, customer, "What does it look like?");
            marta.attach(picture);
            marta.screenshot("picture-chosen-en");
            marta.composer().fill("Like this.");
            marta.composer().press("Enter");
            var bubble = marta.bubble("Like this.");
            assertThat(bubble.locator("[data-media-state]")).isVisible();
            var room = boxOf(bubble.locator("[data-media-state]"));

            assertThat(bubble).hasAttribute("data-status", Pattern.compile("sent|delivered"));
            assertThat(bubble.locator("[data-media-state=ready] img")).isVisible();
            var then = boxOf(bubble.locator("[data-media-state]"));
            assertThat(then.width).isEqualTo(room.width);
            assertThat(then.height).isEqualTo(room.height);
            var address = hilo.sentTo(customer).getLast().path("request").path("MediaURLs").path(0).asText();
            try (var http = HttpClient.newHttpClient()) {
                var fetched = http.send(HttpRequest.newBuilder(URI.create(address)).build(),
                        BodyHandlers.ofByteArray()).body();
                assertThat(fetched.length).isBetween(20_000, CARRIERS_TAKE_BYTES);
                var seen = ImageIO.read(new ByteArrayInputStream(fetched));
                assertThat(seen.getWidth()).isLessThanOrEqualTo(1_600);
                assertThat((double) seen.getWidth() / seen.getHeight()).isBetween(1.32, 1.35);
            }
        }
    }

    @Test
    void aDateIsJumpedToFromAnyDaysLine() {
        var customer = "+13053303305";
        try (var ana = Desk.of("ana", browser, hilo.url("GATEWAY"), "en")) {
            // The carrier posts side by side and promises no order: the first and the last stand by themselves.
            hilo.customerWrites(customer, SUPPORT, "line 01");
            assertThat(ana.conversationWith(customer)).containsText("line 01");
            IntStream.range(2, 70).forEach(n -> hilo.customerWrites(customer, SUPPORT, "line %02d".formatted(n)));
            await().atMost(SOON).untilAsserted(() -> assertThat(texts(thread(customer))).hasSize(69));
            hilo.customerWrites(customer, SUPPORT, "line 70");
            await().atMost(SOON).untilAsserted(() -> assertThat(texts(thread(customer))).hasSize(70));
            // What has been read opens at its end.
            read(thread(customer));
            assertThat(ana.conversationWith(customer)).hasAccessibleName(Pattern.compile("^(?!.*unread).*line 70.*$"));
            ana.conversationWith(customer).click();
            assertThat(ana.bubble("line 70")).isInViewport();
            assertThat(ana.bubble("line 01")).hasCount(0);
            ana.page().locator("[data-floating-day]").focus();
            ana.page().keyboard().press("Enter");
            var jump = ana.dialog("Jump to a date");
            assertThat(jump.getByLabel("Date")).isFocused();
            Accessibility.isGiven(ana, "#main", "where a date is chosen");
            ana.screenshot("jump-en");
            jump.getByText("Today", new Locator.GetByTextOptions().setExact(true)).click();
            assertThat(ana.bubble("line 01")).isInViewport();
            assertThat(jump).hasCount(0);
            ana.screenshot("jumped-en");
            ana.page().locator("[data-jump]").click();
            assertThat(ana.bubble("line 70")).isInViewport();
        }
    }

    /** A customer writes, and an agent opens the conversation. */
    private static void open(Desk desk, String customer, String text) {
        hilo.customerWrites(customer, SUPPORT, text);
        desk.conversationWith(customer).click();
        assertThat(desk.bubble(text)).isVisible();
    }

    /** Whoever asks while the bubble is drawn anew asks again. */
    private static BoundingBox boxOf(Locator shown) {
        return await().atMost(SOON).until(shown::boundingBox, Objects::nonNull);
    }

    private static JsonNode thread(String customer) {
        return get("/api/threads?limit=200").stream()
                .filter(thread -> thread.path("external").asText().equals(customer)).findFirst().orElseThrow();
    }

    private static List<JsonNode> texts(JsonNode thread) {
        return get("/api/threads/" + thread.path("id").asText() + "/messages?limit=200");
    }

    private static void read(JsonNode thread) {
        var answer = hilo.post(hilo.url("GATEWAY") + "/api/threads/" + thread.path("id").asText() + "/read",
                LocalSystem.text(Map.of("seq", thread.path("lastSeq").asLong())), "Authorization",
                "Bearer " + hilo.token("ana"));
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 204);
    }

    private static List<JsonNode> get(String path) {
        return LocalSystem.elements(
                hilo.get(hilo.url("GATEWAY") + path, "Authorization", "Bearer " + hilo.token("ana")).body());
    }

    private static List<Integer> seqs(Desk desk, List<String> texts) {
        return texts.stream().map(text -> Integer.valueOf(desk.bubble(text).getAttribute("data-seq"))).toList();
    }
}
