package dev.hilo.acceptance;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Colleagues who share a number's conversations, each at a desk of their own: one in Spanish, one in English. */
@OnStage(Scene.SHOP)
class TeamStoryIT {

    private static final String SUPPORT = "+17865551234";
    private static final Duration SOON = Duration.ofSeconds(20);

    private static LocalSystem hilo;
    private static Browser browser;

    @BeforeAll
    static void enter(Stage stage) {
        hilo = stage.hilo();
        browser = stage.browser();
    }

    @Test
    void twoInOneConversationSeeEachOtherAndAnswerOnce() {
        var customer = "+13053302501";
        var deaf = new AtomicBoolean();
        try (var ana = Desk.of("ana", browser, hilo.url("GATEWAY"), "es");
                var marta = Desk.of("marta", browser, hilo.url("GATEWAY"), "en")) {
            marta.page().routeWebSocket(Pattern.compile("/ws$"), socket -> {
                var server = socket.connectToServer();
                socket.onMessage(frame -> server.send(frame.text()));
                server.onMessage(frame -> {
                    if (!deaf.get()) {
                        socket.send(frame.text());
                    }
                });
            });
            marta.page().reload();
            assertThat(marta.chip()).hasAttribute("data-state", "live");
            hilo.customerWrites(customer, SUPPORT, "¿A qué hora abren?");
            ana.conversationWith(customer).click();
            marta.conversationWith(customer).click();

            assertThat(ana.page().locator("[data-presence]")).containsText("Marta Manager también está aquí");
            marta.composer().pressSequentially("We open");
            assertThat(ana.page().locator("[data-typing]")).containsText("Marta Manager está escribiendo…");
            ana.screenshot("team-typing-es");

            // What Ana sends does not reach Marta's screen in time.
            deaf.set(true);
            ana.write("A las nueve, ¡te esperamos!");
            await().atMost(SOON).untilAsserted(() -> assertThat(hilo.textsSentTo(customer)).hasSize(1));
            marta.write("We open at nine");
            var question = marta.page().getByRole(AriaRole.ALERTDIALOG);
            assertThat(question).containsText("A las nueve, ¡te esperamos!");
            marta.screenshot("team-answered-already-en");
            deaf.set(false);
            marta.button("Keep writing").click();
            marta.composer().fill("");
            assertThat(hilo.textsSentTo(customer)).containsExactly("A las nueve, ¡te esperamos!");
        }
    }

    @Test
    void whoseTurnItIsShowsAtOnceAndALineSaysWhoDecidedIt() {
        var customer = "+13053302502";
        try (var ana = Desk.of("ana", browser, hilo.url("GATEWAY"), "es");
                var marta = Desk.of("marta", browser, hilo.url("GATEWAY"), "en")) {
            hilo.customerWrites(customer, SUPPORT, "Necesito una factura");
            ana.conversationWith(customer).click();
            marta.conversationWith(customer).click();
            assertThat(marta.bubble("Necesito una factura")).isVisible();

            ana.button("Pasársela a…").click();
            assertThat(ana.page().getByRole(AriaRole.OPTION).filter(new Locator.FilterOptions().setHasText(
                    Pattern.compile("marta", Pattern.CASE_INSENSITIVE)))).isVisible();
            Accessibility.isGiven(ana, "whose turn it may be");
            ana.screenshot("team-assign-es");
            ana.page().keyboard().type("mart");
            ana.page().keyboard().press("Enter");

            assertThat(marta.page().locator("[data-holder=marta]")).hasAccessibleName("Assignee: You");
            assertThat(marta.systemLine("Given to you")).isVisible();
            assertThat(ana.systemLine("Le toca a")).isVisible();

            // Bare keys: it is done for now, and then it is not.
            ana.page().keyboard().press("s");
            assertThat(ana.dialog("Posponer")).isVisible();
            Accessibility.isGiven(ana, "until when it is snoozed");
            ana.screenshot("team-snooze-es");
            ana.page().getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(
                    Pattern.compile("^Mañana por la mañana"))).click();
            assertThat(marta.page().locator("button[data-snoozed]")).hasAccessibleName(
                    Pattern.compile("^Snoozed until tomorrow"));
            assertThat(marta.systemLine("Snoozed until")).isVisible();

            var until = Instant.now().plusSeconds(4);
            assertThat(ana.page().evaluate("""
                    async ([thread, until]) => (await fetch(`/api/threads/${thread}/state`, {method: 'PUT',
                      headers: {'Content-Type': 'application/json', 'X-Requested-With': 'hilo'},
                      body: JSON.stringify({state: 'snoozed', until})})).status
                    """, List.of(ana.openThread(), until.toString()))).isEqualTo(200);
            assertThat(marta.page().locator("button[data-snoozed]")).hasCount(1);
            assertThat(marta.page().locator("button[data-snoozed]")).hasCount(0);
            assertThat(Instant.now()).isAfterOrEqualTo(until);
            // Four changes in a row are one line, which opens.
            assertThat(ana.page().locator("[data-run]")).containsText("Terminó la pausa");
            ana.page().locator("[data-run] button").click();
            assertThat(ana.systemLine("Pospuesta hasta")).hasCount(2);
            assertThat(ana.systemLine("Terminó la pausa")).hasCount(1);
            ana.screenshot("team-lines-es");
            Accessibility.isGiven(ana, "what the system said");
        }
    }

    @Test
    void twoWhoTakeTheNextOneGetDifferentOnes() {
        try (var ana = Desk.of("ana", browser, hilo.url("GATEWAY"), "es");
                var marta = Desk.of("marta", browser, hilo.url("GATEWAY"), "en")) {
            for (var customer : List.of("+13053302503", "+13053302504")) {
                hilo.customerWrites(customer, SUPPORT, "¿Hay alguien?");
            }
            var anas = ana.page().locator("[data-claim]");
            var martas = marta.page().locator("[data-claim]");
            assertThat(anas).hasAttribute("data-claim", Pattern.compile("[2-9]|\\d\\d+"));
            assertThat(martas).containsText("Take the next one");
            anas.click();
            martas.click();

            assertThat(ana.page()).hasURL(Pattern.compile("/t/"));
            assertThat(marta.page()).hasURL(Pattern.compile("/t/"));
            assertThat(ana.openThread()).isNotEqualTo(marta.openThread());
            assertThat(ana.page().locator("[data-holder=ana]")).isVisible();
            assertThat(marta.page().locator("[data-holder=marta]")).isVisible();
            assertThat(ana.systemLine("Tomada")).isVisible();
        }
    }

    @Test
    void whoGoesHomeHandsOverAndACalledColleagueIsTold() {
        var customer = "+13053302505";
        try (var ana = Desk.of("ana", browser, hilo.url("GATEWAY"), "es");
                var marta = Desk.of("marta", browser, hilo.url("GATEWAY"), "en")) {
            hilo.customerWrites(customer, SUPPORT, "Sigo esperando");
            ana.conversationWith(customer).click();
            ana.button("Asignármela").click();
            assertThat(ana.page().locator("[data-holder=ana]")).isVisible();

            ana.button("Entregar tus conversaciones").click();
            var dialog = ana.dialog("Entregar tus conversaciones");
            assertThat(dialog).containsText(Pattern.compile("Tienes \\d+ conversaci"));
            Accessibility.isGiven(ana, "the end of a shift");
            dialog.getByRole(AriaRole.OPTION).filter(new Locator.FilterOptions().setHasText(
                    Pattern.compile("marta", Pattern.CASE_INSENSITIVE))).click();
            dialog.getByRole(AriaRole.TEXTBOX).fill("Llámale antes de las seis");
            ana.screenshot("team-hand-over-es");
            dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Entregar").setExact(true))
                    .click();
            assertThat(dialog).hasCount(0);

            marta.conversationWith(customer).click();
            assertThat(marta.page().locator("[data-holder=marta]")).isVisible();
            assertThat(marta.bubble("Llámale antes de las seis")).isVisible();
            assertThat(marta.systemLine("Handed over to you")).isVisible();

            ana.page().navigate(hilo.url("GATEWAY") + "/");
            assertThat(ana.chip()).hasAttribute("data-state", "live");
            marta.button("Internal note").click();
            marta.composer().pressSequentially("Did you promise a refund, @an");
            assertThat(marta.page().locator("[data-mentions] [role=option]")).hasCount(1);
            marta.screenshot("team-mention-en");
            Accessibility.isGiven(marta, "calling a colleague");
            marta.page().keyboard().press("Enter");
            assertThat(marta.composer()).hasValue("Did you promise a refund, @ana ");
            marta.page().keyboard().press("Enter");

            var told = ana.page().getByRole(AriaRole.STATUS).last();
            assertThat(told).containsText("Te llaman en la conversación con");
            ana.screenshot("team-called-es");
            told.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Abrir")).click();
            assertThat(ana.page().locator("[data-mention=ana]")).hasText("@ana");
        }
    }
}
