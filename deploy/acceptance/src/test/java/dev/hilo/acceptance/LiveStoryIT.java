package dev.hilo.acceptance;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.WebSocketRoute;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Whether the screen tells the truth at every moment, and says so when it cannot. The last on its stage: it kills the
 * gateway.
 */
@OnStage(value = Scene.SHOP, act = 9)
class LiveStoryIT {

    private static final String SUPPORT = "+17865551234";
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration RESTART = Duration.ofSeconds(90);
    /** The gateway remembers so few events that a minute away is too long. */
    private static final int WINDOW = 120;
    static final String GATEWAY_OPTIONS = "-Dhilo.stream.events=" + WINDOW;
    private static final Pattern SOCKETS = Pattern.compile("(?m)^hilo_live_sockets(?:\\{[^}]*})? (\\S+)$");

    private static LocalSystem hilo;
    private static Browser browser;

    @BeforeAll
    static void enter(Stage stage) {
        hilo = stage.hilo();
        browser = stage.browser();
    }

    @Test
    void colleaguesSeeEachOtherAndEveryTextWithinASecond() {
        var customer = "+13053303101";
        try (var ana = Desk.of("ana", browser, hilo.url("GATEWAY"), "es");
                var marta = Desk.of("marta", browser, hilo.url("GATEWAY"), "en")) {
            open(ana, customer, "Buenas tardes");
            assertThat(ana.page().locator("[data-presence]")).hasCount(0);

            marta.conversationWith(customer).click();

            assertThat(ana.page().locator("[data-presence]")).containsText("Marta Manager también está aquí");
            assertThat(marta.page().locator("[data-presence]")).containsText("Ana Soporte is here too");
            marta.composer().pressSequentially("Good after");
            assertThat(ana.page().locator("[data-typing]")).containsText("Marta Manager está escribiendo…");
            ana.screenshot("colleague-types-es");
            marta.composer().blur();
            assertThat(ana.page().locator("[data-typing]")).hasCount(0);
            ana.composer().pressSequentially("Hola");
            assertThat(marta.page().locator("[data-typing]")).containsText("Ana Soporte is typing…");
            marta.screenshot("colleague-types-en");
            dark(marta, "colleague-types-dark-en");
            narrow(ana, "colleague-phone-es");
            ana.composer().fill("");
            assertThat(marta.page().locator("[data-typing]")).hasCount(0);

            var took = new ArrayList<Long>();
            for (var text : List.of("uno", "dos", "tres", "cuatro", "cinco")) {
                var before = System.nanoTime();
                hilo.customerWrites(customer, SUPPORT, text);
                assertThat(ana.bubble(text)).isVisible();
                assertThat(marta.bubble(text)).isVisible();
                took.add(Duration.ofNanos(System.nanoTime() - before).toMillis());
            }
            assertThat(took.stream().sorted().toList().get(2)).as("half of them, of %s ms", took)
                    .isLessThan(1_000);

            marta.page().navigate(hilo.url("GATEWAY") + "/");
            assertThat(ana.page().locator("[data-presence]")).hasCount(0);
        }
    }

    @Test
    void twoTabsShareOneSocketAndTheOtherGoesOnWhenOneIsClosed() {
        var first = "+13053303102";
        var second = "+13053303103";
        try (var ana = Desk.of("ana", browser, hilo.url("GATEWAY"), "es")) {
            open(ana, first, "Primero");
            var other = ana.tab(hilo.url("GATEWAY") + "/");
            open(other, second, "Segundo");

            await().atMost(SOON).untilAsserted(() -> assertThat(sockets()).isEqualTo(1));
            hilo.customerWrites(first, SUPPORT, "para la primera");
            hilo.customerWrites(second, SUPPORT, "para la segunda");
            assertThat(ana.bubble("para la primera")).isVisible();
            assertThat(other.bubble("para la segunda")).isVisible();
            // Read in one tab is read in the other.
            assertThat(ana.conversationWith(second)).hasAccessibleName(Pattern.compile("^(?!.*no leído).*$"));

            for (var n = 1; n <= 10; n++) {
                hilo.customerWrites(second, SUPPORT, "número " + n);
                if (n == 5) {
                    ana.closeTab();
                }
            }

            assertThat(other.bubble("número 10")).isVisible();
            assertThat(other.chip()).hasAttribute("data-state", "live");
            isTheServers(other, second);
            await().atMost(SOON).untilAsserted(() -> assertThat(sockets()).isEqualTo(1));

            var third = other.tab(hilo.url("GATEWAY") + "/");
            assertThat(third.chip()).hasAttribute("data-state", "live");
            assertThat(sockets()).isEqualTo(1);
            other.composer().fill("un borrador");
            third.signOut();
            assertThat(other.page().getByRole(AriaRole.ALERT).getByRole(AriaRole.LINK))
                    .hasAttribute("href", Pattern.compile("^/login"));
            assertThat(other.composer()).hasValue("un borrador");
            other.screenshot("signed-out-elsewhere-es");
        }
    }

    @Test
    void aGatewayThatDiesIsToldAndNothingIsMissingAfterwards() throws IOException, InterruptedException {
        var customer = "+13053303104";
        try (var ana = Desk.of("ana", browser, hilo.url("GATEWAY"), "es");
                var marta = Desk.of("marta", browser, hilo.url("GATEWAY"), "en")) {
            open(ana, customer, "antes");
            marta.conversationWith(customer).click();
            assertThat(marta.bubble("antes")).isVisible();

            var _ = hilo.process("gateway").destroyForcibly();

            assertThat(ana.chip()).hasText(Pattern.compile("^Sin conexión desde .*\\d:\\d\\d"));
            assertThat(marta.chip()).hasText(Pattern.compile("^Offline since .*\\d:\\d\\d"));
            ana.screenshot("offline-es");
            narrow(marta, "offline-phone-en");
            dark(marta, "offline-dark-en");
            for (var n = 1; n <= 12; n++) {
                hilo.customerWrites(customer, SUPPORT, "mientras " + n + " de 12");
            }
            ana.composer().fill("Sigo aquí");
            hilo.restart("gateway");

            for (var desk : List.of(ana, marta)) {
                assertThat(desk.chip()).hasAttribute("data-state", "live", within(RESTART));
                assertThat(desk.bubble("mientras 12 de 12")).isVisible();
                isTheServers(desk, customer);
            }
            assertThat(ana.composer()).hasValue("Sigo aquí");
            hilo.customerWrites(customer, SUPPORT, "después");
            assertThat(ana.bubble("después")).isVisible();
            isTheServers(ana, customer);
        }
    }

    @Test
    void aDeadConnectionIsNoticedAndWhatWasMissedComesWithoutAReload() {
        var customer = "+13053303105";
        var dead = new AtomicBoolean();
        try (var ana = Desk.of("ana", browser, hilo.url("GATEWAY"), "es")) {
            ana.page().routeWebSocket(Pattern.compile("/ws$"), socket -> throughUnless(dead, socket));
            ana.page().reload();
            assertThat(ana.chip()).hasAttribute("data-state", "live");
            open(ana, customer, "antes");
            mark(ana);

            dead.set(true);
            var before = System.nanoTime();
            for (var n = 1; n <= 5; n++) {
                hilo.customerWrites(customer, SUPPORT, "perdido " + n);
            }

            assertThat(ana.chip()).hasAttribute("data-state", "offline", within(Duration.ofSeconds(20)));
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(17));
            dead.set(false);
            assertThat(ana.chip()).hasAttribute("data-state", "live", within(RESTART));
            assertThat(ana.bubble("perdido 5")).isVisible();
            isTheServers(ana, customer);
            wasNotReloaded(ana);
        }
    }

    @Test
    void aBrowserWithoutANetworkCatchesUpWhenItIsBack() {
        var customer = "+13053303106";
        try (var ana = Desk.of("ana", browser, hilo.url("GATEWAY"), "en")) {
            open(ana, customer, "before");
            mark(ana);

            ana.page().context().setOffline(true);
            await().pollDelay(Duration.ofSeconds(20)).atMost(Duration.ofSeconds(25)).until(() -> true);
            for (var n = 1; n <= 5; n++) {
                hilo.customerWrites(customer, SUPPORT, "meanwhile " + n);
            }
            ana.page().context().setOffline(false);

            assertThat(ana.chip()).hasAttribute("data-state", "live", within(RESTART));
            assertThat(ana.bubble("meanwhile 5")).isVisible();
            isTheServers(ana, customer);
            wasNotReloaded(ana);
        }
    }

    @Test
    void whatIsMissingIsMarkedInItsPlaceUntilItHasCome() {
        var customer = "+13053303107";
        try (var ana = Desk.of("ana", browser, hilo.url("GATEWAY"), "es")) {
            var losing = new AtomicBoolean();
            var holding = new AtomicBoolean();
            ana.page().routeWebSocket(Pattern.compile("/ws$"), socket -> {
                var server = socket.connectToServer();
                server.onMessage(frame -> {
                    if (!losing.get() || !frame.text().contains("se pierde")) {
                        socket.send(frame.text());
                    }
                });
            });
            ana.page().reload();
            open(ana, customer, "antes");
            assertThat(ana.chip()).hasAttribute("data-state", "live");
            losing.set(true);
            holding.set(true);
            ana.page().route(Pattern.compile("/api/threads/[^/]+/messages"), route -> {
                if (holding.get()) {
                    route.abort();
                } else {
                    route.resume();
                }
            });
            hilo.customerWrites(customer, SUPPORT, "esto se pierde");
            hilo.customerWrites(customer, SUPPORT, "y esto llega");

            assertThat(ana.bubble("y esto llega")).isVisible();
            assertThat(ana.page().locator("[data-gap]")).containsText("Poniéndose al día");
            assertThat(ana.chip()).hasAttribute("data-state", "catching-up");
            ana.screenshot("gap-es");
            dark(ana, "gap-dark-es");
            narrow(ana, "gap-phone-es");

            holding.set(false);
            assertThat(ana.bubble("esto se pierde")).isVisible(new LocatorAssertions.IsVisibleOptions()
                    .setTimeout((double) RESTART.toMillis()));
            assertThat(ana.page().locator("[data-gap]")).hasCount(0);
            assertThat(ana.chip()).hasAttribute("data-state", "live");
            isTheServers(ana, customer);
        }
    }

    @Test
    void whoWasAwayTooLongReadsAgainAndKeepsDraftPlaceAndWhatWasBeingSent() {
        var customer = "+13053303108";
        var loud = "+13053303109";
        var away = new AtomicBoolean();
        try (var ana = Desk.of("ana", browser, hilo.url("GATEWAY"), "es")) {
            ana.page().routeWebSocket(Pattern.compile("/ws$"), socket -> throughUnless(away, socket));
            ana.page().reload();
            assertThat(ana.chip()).hasAttribute("data-state", "live");
            open(ana, customer, "texto 0");
            for (var n = 1; n < 40; n++) {
                hilo.customerWrites(customer, SUPPORT, "texto " + n);
            }
            // The carrier posts side by side and promises no order: the last one waits for the others.
            var thread = threadOf("marta", customer);
            await().atMost(SOON).untilAsserted(() -> assertThat(serversIds(thread)).hasSize(40));
            hilo.customerWrites(customer, SUPPORT, "texto 40");
            assertThat(ana.conversationWith(customer)).hasAccessibleName(Pattern.compile("texto 40"));
            ana.page().locator("[data-jump]").click();
            assertThat(ana.bubble("texto 40")).isVisible();
            ana.page().getByRole(AriaRole.LOG).hover();
            ana.page().mouse().wheel(0, -900);
            var anchor = ana.page().getByRole(AriaRole.LOG).locator("[data-message-id]")
                    .filter(new Locator.FilterOptions().setHasText(Pattern.compile("texto 2[0-9]"))).last();
            assertThat(anchor).isVisible();
            ana.composer().fill("un borrador largo");
            mark(ana);
            await().atMost(SOON).untilAsserted(() -> assertThat(serversDraft("ana", thread)).isEqualTo(
                    "un borrador largo"));

            away.set(true);
            assertThat(ana.chip()).hasAttribute("data-state", "offline", within(Duration.ofSeconds(20)));
            ana.page().context().setOffline(true);
            ana.write("se envía al volver");
            ana.composer().fill("otro borrador");
            ana.page().getByRole(AriaRole.LOG).hover();
            ana.page().mouse().wheel(0, -900);
            ana.page().waitForTimeout(500);
            var reading = inView(ana);
            var place = ana.page().locator(reading).boundingBox().y;
            for (var n = 1; n <= WINDOW + 30; n++) {
                hilo.customerWrites(loud, SUPPORT, "ruido " + n);
            }
            hilo.customerWrites(customer, SUPPORT, "lo último");
            await().atMost(RESTART).untilAsserted(
                    () -> assertThat(serversIds(threadOf("ana", customer))).hasSizeGreaterThan(41));
            ana.page().context().setOffline(false);
            away.set(false);

            assertThat(ana.chip()).hasAttribute("data-state", "live", within(RESTART));
            assertThat(ana.conversationWith(loud))
                    .hasAccessibleName(Pattern.compile((WINDOW + 30) + " mensajes no leídos"));
            // What came back is asked about, as a text of its own: the contact has written since.
            var question = ana.page().getByRole(AriaRole.ALERTDIALOG);
            assertThat(question.locator("[data-returned]")).hasText("se envía al volver");
            assertThat(question).containsText("lo último");
            assertThat(ana.composer()).hasValue("otro borrador");
            assertThat(ana.page().locator(reading).boundingBox().y).as("where the agent was reading")
                    .isBetween(place - 3, place + 3);
            assertThat(hilo.textsSentTo(customer)).isEmpty();
            ana.screenshot("clean-reload-es");
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(serversDraft("ana", thread)).isEqualTo("otro borrador"));

            ana.button("Enviar de todas formas").click();
            await().atMost(SOON).untilAsserted(
                    () -> assertThat(hilo.textsSentTo(customer)).containsExactly("se envía al volver"));
            assertThat(ana.bubble("se envía al volver")).hasCount(1);
            assertThat(ana.bubble("lo último")).isVisible();
            assertThat(ana.composer()).hasValue("otro borrador");
            // As far down as it is drawn: what the server has, in its order, and nothing twice.
            await().atMost(SOON).untilAsserted(
                    () -> assertThat(serversIds(thread)).endsWith(ana.shownIds().toArray(String[]::new)));
            wasNotReloaded(ana);
        }
    }

    private static void throughUnless(AtomicBoolean dead, WebSocketRoute socket) {
        if (dead.get()) {
            return;
        }
        var server = socket.connectToServer();
        socket.onMessage(frame -> {
            if (!dead.get()) {
                server.send(frame.text());
            }
        });
        server.onMessage(frame -> {
            if (!dead.get()) {
                socket.send(frame.text());
            }
        });
    }

    /** What the desk shows is what the server has, in its order, and nothing twice. */
    private static void isTheServers(Desk desk, String customer) {
        var expected = serversIds(threadOf("marta", customer));
        await().atMost(SOON).untilAsserted(() -> assertThat(desk.shownIds()).containsExactlyElementsOf(expected));
    }

    private static String threadOf(String user, String customer) {
        var answer = hilo.get(hilo.url("GATEWAY") + "/api/threads?limit=200", "Authorization",
                "Bearer " + hilo.token(user));
        return LocalSystem.elements(answer.body()).stream()
                .filter(thread -> thread.path("external").asText().equals(customer)).findFirst().orElseThrow()
                .path("id").asText();
    }

    private static List<String> serversIds(String thread) {
        var answer = hilo.get(hilo.url("GATEWAY") + "/api/threads/" + thread + "/messages?limit=200", "Authorization",
                "Bearer " + hilo.token("marta"));
        return LocalSystem.elements(answer.body()).stream().map(message -> message.path("id").asText()).toList();
    }

    private static String serversDraft(String user, String thread) {
        return LocalSystem.json(hilo.get(hilo.url("GATEWAY") + "/api/threads/" + thread + "/draft", "Authorization",
                "Bearer " + hilo.token(user)).body()).path("body").asText();
    }

    /** A message in the middle of what the agent sees. */
    private static String inView(Desk desk) {
        return "[data-message-id='" + desk.page().getByRole(AriaRole.LOG).evaluate("""
                log => {
                  const box = log.getBoundingClientRect();
                  const middle = box.top + box.height / 2;
                  const all = [...log.querySelectorAll('[data-message-id]')];
                  const near = one => Math.abs(one.getBoundingClientRect().top - middle);
                  return all.sort((a, b) => near(a) - near(b))[0].dataset.messageId;
                }""") + "']";
    }

    private static int sockets() {
        var metrics = hilo.get(hilo.url("GATEWAY") + "/q/metrics").body();
        return SOCKETS.matcher(metrics).results().mapToInt(found -> (int) Double.parseDouble(found.group(1))).sum();
    }

    private static void mark(Desk desk) {
        desk.page().evaluate("window.notReloaded = true");
    }

    private static void wasNotReloaded(Desk desk) {
        assertThat(desk.page().evaluate("window.notReloaded")).isEqualTo(true);
    }

    private static LocatorAssertions.HasAttributeOptions within(Duration time) {
        return new LocatorAssertions.HasAttributeOptions().setTimeout((double) time.toMillis());
    }

    private static void dark(Desk desk, String name) {
        desk.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        desk.isStill();
        desk.screenshot(name);
        desk.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    }

    private static void narrow(Desk desk, String name) {
        var size = desk.page().viewportSize();
        desk.page().setViewportSize(390, 844);
        assertThat(desk.page().locator("[data-on-phone]")).isVisible();
        desk.screenshot(name);
        desk.page().setViewportSize(size.width, size.height);
    }

    /** A customer writes, and an agent opens the conversation. */
    private static void open(Desk desk, String customer, String text) {
        hilo.customerWrites(customer, SUPPORT, text);
        desk.conversationWith(customer).click();
        assertThat(desk.bubble(text)).isVisible();
    }
}
