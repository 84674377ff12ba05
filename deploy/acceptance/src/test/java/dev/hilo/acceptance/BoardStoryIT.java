package dev.hilo.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What a manager sees of the contact centre: now, and over days. Each test begins with an empty desk. */
@OnStage(value = Scene.EMPTY, act = 1)
class BoardStoryIT {

    private static final String SUPPORT = "+17865551234";

    private static LocalSystem hilo;
    private static Browser browser;

    @BeforeAll
    static void enter(Stage stage) {
        hilo = stage.hilo();
        browser = stage.browser();
    }

    @BeforeEach
    void nobodyWaits() {
        var _ = hilo.closeConversations();
    }

    @Test
    void theBoardFollowsWhatHappensAndLeadsToIt() {
        var customer = "+13053302501";
        try (var marta = Desk.of("marta", browser, hilo.url("GATEWAY"), "es");
                var ana = Desk.of("ana", browser, hilo.url("GATEWAY"), "es")) {
            marta.page().getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Panel e informes")).click();
            assertThat(heading(marta, "Panel en vivo")).isVisible();
            assertThat(figure(marta, "waiting")).hasText("0");

            webhook(customer, "Hola, ¿hay alguien?");
            assertThat(figure(marta, "waiting")).hasText("1");
            var support = marta.page().locator("[data-did='" + SUPPORT + "']");
            assertThat(support.locator("[data-wait=calm]")).isVisible();
            var before = support.locator("time").textContent();
            assertThat(support.locator("time")).not().hasText(before);
            Accessibility.isGiven(marta, "the board");
            marta.screenshot("board-es");

            ana.conversationWith(customer).click();
            ana.write("Sí, dígame.");
            assertThat(figure(marta, "waiting")).hasText("0");
            assertThat(marta.page().locator("[data-agent=ana][data-online=true]")).isVisible();
            assertThat(marta.page().locator("[data-tile=reply]")).containsText(Pattern.compile("[1-9]\\d* respuesta"));

            webhook(customer, "Gracias, otra pregunta");
            assertThat(figure(marta, "waiting")).hasText("1");
            support.getByRole(AriaRole.LINK).click();
            assertThat(marta.conversationWith(customer)).isVisible();
            assertThat(marta.page()).hasURL(Pattern.compile("filter=unanswered&did=%2B17865551234"));

            marta.page().navigate(hilo.url("GATEWAY") + "/board?wall");
            assertThat(marta.page().locator("[data-wall]")).isVisible();
            assertThat(marta.page().getByRole(AriaRole.NAVIGATION)).hasCount(0);
            marta.page().setViewportSize(1920, 1080);
            Accessibility.isGiven(marta, "the wall");
            marta.screenshot("board-wall-es");
            marta.page().keyboard().press("Escape");
            assertThat(heading(marta, "Panel en vivo")).isVisible();
        }
    }

    @Test
    void reportsTellOfTheDaysAndGoIntoASpreadsheet() {
        var customer = "+13053302502";
        webhook(customer, "Is my order there?");
        try (var ana = Desk.of("ana", browser, hilo.url("GATEWAY"), "en")) {
            ana.conversationWith(customer).click();
            ana.write("It is, since this morning.");
            assertThat(ana.bubble("It is, since this morning.")).hasAttribute("data-status", "delivered");
            ana.button("Close conversation").click();
        }
        // Hours are counted behind the texts' backs.
        await().atMost(Duration.ofSeconds(40)).untilAsserted(
                () -> assertThat(get("marta", "/api/reports/conversations?group=agent")).contains("\"key\":\"ana\"")
                        .contains("\"sent\":1"));
        try (var marta = Desk.of("marta", browser, hilo.url("GATEWAY"), "en")) {
            marta.page().navigate(hilo.url("GATEWAY") + "/reports");
            assertThat(heading(marta, "Reports")).isVisible();
            var volume = marta.page().getByRole(AriaRole.SLIDER,
                    new Page.GetByRoleOptions().setName("Texts sent and received, by day"));
            assertThat(volume).hasAttribute("aria-valuetext", Pattern.compile("[1-9]\\d* sent, [1-9]\\d* received$"));
            volume.focus();
            marta.page().keyboard().press("ArrowLeft");
            assertThat(volume).hasAttribute("aria-valuetext", Pattern.compile(": 0 sent, 0 received$"));
            Accessibility.isGiven(marta, "reports by day");
            marta.screenshot("reports-day-en");

            marta.button("Agent").click();
            assertThat(marta.page().locator("[data-report-table] [data-row=ana]")).isVisible();
            assertThat(marta.page().locator("[data-bar=ana]")).isVisible();
            Accessibility.isGiven(marta, "reports by agent");
            marta.screenshot("reports-agent-en");

            marta.button("Download").click();
            var file = marta.page().waitForDownload(() -> marta.page().locator("[data-csv=excel]").click());
            assertThat(file.suggestedFilename()).matches("hilo-agent-.*\\.csv");
            assertThat(read(file.path())).startsWith("\uFEFFagent,received,sent,").contains("\r\nana,,");

            marta.page().navigate(hilo.url("GATEWAY") + "/reports?range=yesterday");
            assertThat(marta.page().getByText("Nothing happened in these days")).isVisible();
        }
        try (var leo = Desk.of("leo", browser, hilo.url("GATEWAY"), "es")) {
            leo.page().navigate(hilo.url("GATEWAY") + "/board");
            assertThat(leo.page().locator("[data-did]").first()).isVisible();
            assertThat(leo.page().locator("[data-did='" + SUPPORT + "']")).hasCount(0);
        }
    }

    private static Locator heading(Desk desk, String name) {
        return desk.page().getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(name).setLevel(1));
    }

    private static Locator figure(Desk desk, String tile) {
        return desk.page().locator("[data-tile=" + tile + "] [data-figure]");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void webhook(String from, String text) {
        var answer = hilo.carrierPosts(LocalSystem.text(Map.of("from", from, "to", SUPPORT, "body", text)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private static String get(String user, String path) {
        return hilo.get(hilo.url("GATEWAY") + path, "Authorization", "Bearer " + hilo.token(user)).body();
    }
}
