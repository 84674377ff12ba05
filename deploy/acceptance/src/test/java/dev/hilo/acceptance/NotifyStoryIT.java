package dev.hilo.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** How agents are told of what they do not see, and what they can read and write without a network. */
@OnStage(Scene.SHOP)
class NotifyStoryIT {

    private static final String SUPPORT = "+17865551234";
    private static final Duration SOON = Duration.ofSeconds(20);

    /** Nobody may look at the page before: then it would tell by itself, and the worker, which we cannot ask, be silent. */
    private static final double WORKER_SHOWS_MS = 1_500;

    /** What the service worker or the page shows on the desktop: title, body and tag. */
    private static final String SHOWN = """
            async () => (await (await navigator.serviceWorker.ready).getNotifications())
              .map(({title, body}) => `${title}|${body}`)
            """;

    private static final String KEPT = """
            () => new Promise(resolve => {
              const open = indexedDB.open('hilo');
              open.onupgradeneeded = () => open.result.createObjectStore('kept');
              open.onsuccess = () => {
                const get = open.result.transaction('kept').objectStore('kept').get('reading');
                get.onsuccess = () => resolve((get.result?.state.queries ?? [])
                  .filter(({queryKey}) => queryKey[0] === 'timeline').map(({queryKey}) => queryKey[1]));
              };
            })
            """;

    private static PushService pushService;
    private static Stage stage;
    private static LocalSystem hilo;
    private static Browser browser;

    @BeforeAll
    static void enter(Stage stage) {
        pushService = stage.pushService();
        NotifyStoryIT.stage = stage;
        hilo = stage.hilo();
        browser = stage.browser();
    }

    @Test
    void aTextInAnotherConversationShowsOnTheDesktopAndOneInTheOpenConversationDoesNot() {
        var open = "+13053303501";
        var other = "+13053303502";
        try (var ana = Desk.of("ana", browser, hilo.url("GATEWAY"), "es")) {
            ana.page().navigate(hilo.url("GATEWAY") + "/settings/notifications");
            assertThat(ana.page().locator("[data-permission]")).not().hasAttribute("data-permission", "granted");
            ana.screenshot("notifications-not-allowed-es");
            allowNotifications(ana.page().context());
            ana.page().reload();
            assertThat(ana.page().locator("[data-permission]")).hasAttribute("data-permission", "granted");
            Accessibility.isGiven(ana, "the page about notifications");
            ana.screenshot("notifications-es");

            ana.page().navigate(hilo.url("GATEWAY") + "/");
            controlled(ana.page());
            hilo.customerWrites(open, SUPPORT, "¿Abren los domingos?");
            ana.conversationWith(open).click();
            assertThat(ana.bubble("¿Abren los domingos?")).isVisible();

            hilo.customerWrites(other, SUPPORT, "¿Está listo mi pedido?");
            hilo.customerWrites(open, SUPPORT, "Y los lunes?");

            await().atMost(SOON).untilAsserted(() -> assertThat(shown(ana.page())).singleElement().asString()
                    .contains("330-3502", "¿Está listo mi pedido?"));
            assertThat(ana.bubble("Y los lunes?")).isVisible();
            assertThat(ana.page()).hasTitle(Pattern.compile("^\\(\\d+\\) "));
            assertThat(ana.page().locator("link[rel=icon]")).hasAttribute("href", Pattern.compile("^data:image/svg"));
            await().during(Duration.ofSeconds(2)).atMost(SOON)
                    .untilAsserted(() -> assertThat(shown(ana.page())).as("the open one").hasSize(1));
            ana.page().navigate(hilo.url("GATEWAY") + "/settings/notifications");
            assertThat(ana.page()).hasTitle(Pattern.compile("^\\(\\d+\\) Hilo"));
            ana.button("Durante una hora").click();
            assertThat(ana.page().locator("[data-paused]")).isVisible();
            ana.screenshot("notifications-paused-es");
            hilo.customerWrites("+13053303503", SUPPORT, "en silencio");
            await().during(Duration.ofSeconds(4)).atMost(SOON)
                    .untilAsserted(() -> assertThat(shown(ana.page())).as("paused").hasSize(1));
            ana.button("Seguir ya").click();
            assertThat(ana.page().locator("[data-paused]")).hasCount(0);
            assertThat(ana.page().locator("[data-saved]")).hasAttribute("data-saved", "success");

            // Read, so it needs no notification any more.
            ana.page().navigate(hilo.url("GATEWAY") + "/");
            ana.conversationWith(other).click();
            assertThat(ana.bubble("¿Está listo mi pedido?")).isVisible();
            await().atMost(SOON).untilAsserted(() -> {
                ana.page().evaluate("() => document.dispatchEvent(new Event('visibilitychange'))");
                assertThat(shown(ana.page())).isEmpty();
            });
        }
    }

    @Test
    void whatIsPushedIsForOneBrowserAloneAndItsServiceWorkerShowsIt() {
        var customer = "+13053303504";
        var subscribed = hilo.post(hilo.url("GATEWAY") + "/api/push/subscriptions",
                LocalSystem.text(pushService.subscription("en")), "Authorization", "Bearer " + hilo.token("ana"),
                "Idempotency-Key", UUID.randomUUID().toString());
        assertThat(subscribed.statusCode()).as(subscribed.body()).isEqualTo(201);
        try (var marta = Desk.of("marta", browser, hilo.url("GATEWAY"), "en")) {
            allowNotifications(marta.page().context());
            controlled(marta.page());
            var registration = registrationOf(marta.page());
            // Nobody looks at the page, or it would tell by itself.
            marta.page().navigate(hilo.url("SIMULATOR"));
            hilo.customerWrites(customer, SUPPORT, "Is my order ready?");

            await().atMost(SOON).untilAsserted(() -> assertThat(noticesOf(customer)).isNotEmpty());
            var told = noticesOf(customer).getLast();
            var notice = LocalSystem.json(told);
            assertThat(notice.path("kind").asText()).isEqualTo("text");
            assertThat(notice.path("language").asText()).isEqualTo("en");
            assertThat(notice.path("body").asText()).isEqualTo("Is my order ready?");

            deliver(marta.page(), registration, told);
            marta.page().waitForTimeout(WORKER_SHOWS_MS);
            marta.page().navigate(hilo.url("GATEWAY") + "/");
            await().atMost(SOON).untilAsserted(() -> assertThat(shown(marta.page())).singleElement().asString()
                    .startsWith("(305) 330-3504|Is my order ready?"));
            marta.screenshot("told-by-push-en");

            marta.page().navigate(hilo.url("SIMULATOR"));
            deliver(marta.page(), registration, told);
            deliver(marta.page(), registration, "{\"v\": 9, \"kind\": \"of-the-future\"}");
            marta.page().waitForTimeout(WORKER_SHOWS_MS);
            marta.page().navigate(hilo.url("GATEWAY") + "/");
            await().atMost(SOON).untilAsserted(() -> assertThat(shown(marta.page()))
                    .as("one in its own place, and one that nobody can read yet").hasSize(2));
        }
    }

    @Test
    void readsTheLastConversationsWithoutANetworkAndSendsWhatWasWrittenOnceAndInOrder() {
        var customer = "+13053303505";
        try (var ana = Desk.of("ana", browser, hilo.url("GATEWAY"), "en")) {
            hilo.customerWrites(customer, SUPPORT, "Do you deliver?");
            ana.conversationWith(customer).click();
            assertThat(ana.bubble("Do you deliver?")).isVisible();
            var thread = ana.openThread();
            controlled(ana.page());
            await().atMost(Duration.ofSeconds(40))
                    .untilAsserted(() -> assertThat(kept(ana.page())).contains(thread));
            var context = ana.page().context();

            context.setOffline(true);
            ana.page().reload();

            assertThat(ana.page().locator("[data-kept-at]")).containsText("You are reading what was kept");
            assertThat(ana.bubble("Do you deliver?")).isVisible();
            Accessibility.isGiven(ana, "the inbox without a network");
            ana.screenshot("offline-en");
            ana.write("One: yes.");
            var second = context.newPage();
            second.navigate(hilo.url("GATEWAY") + "/t/" + thread);
            send(second, "Two: every day.");
            ana.write("Three: from nine to five.");
            assertThat(ana.bubble("Three: from nine to five.")).isVisible();
            second.reload();
            ana.page().reload();
            for (var page : List.of(ana.page(), second)) {
                for (var text : List.of("One: yes.", "Two: every day.", "Three: from nine to five.")) {
                    assertThat(bubble(page, text)).isVisible();
                }
            }
            context.setOffline(false);

            assertThat(ana.chip()).hasAttribute("data-state", "live");
            await().atMost(Duration.ofSeconds(40)).untilAsserted(() -> assertThat(hilo.textsSentTo(customer))
                    .containsExactly("One: yes.", "Two: every day.", "Three: from nine to five."));
            assertThat(ana.page().locator("[data-kept-at]")).hasCount(0);
            await().during(Duration.ofSeconds(2)).atMost(SOON)
                    .untilAsserted(() -> assertThat(hilo.textsSentTo(customer)).as("once").hasSize(3));
            second.close();

            // Whoever signs out leaves nothing behind.
            ana.signOut();
            ana.page().navigate(hilo.url("GATEWAY") + "/");
            assertThat(ana.page().getByRole(AriaRole.LINK, new Page.GetByRoleOptions()
                    .setName(Pattern.compile("^Sign in$")))).isVisible();
            assertThat(kept(ana.page())).isEmpty();
            context.setOffline(true);
            ana.page().reload();
            assertThat(ana.page().locator("[data-thread-id]")).hasCount(0);
            assertThat(ana.page().getByText("Do you deliver?")).hasCount(0);
        }
    }

    @Test
    void canBeInstalledAndItsPageComesFromTheServiceWorker() throws IOException {
        var profile = Files.createTempDirectory(hilo.home(), "profile");
        // A private window cannot install anything.
        try (var context = stage.playwright().chromium().launchPersistentContext(profile,
                new BrowserType.LaunchPersistentContextOptions().setExecutablePath(Chromium.installed())
                        .setArgs(List.of("--no-sandbox", "--disable-gpu", "--no-first-run",
                                "--disable-background-networking"))
                        .setLocale("es"))) {
            var page = context.newPage();
            page.navigate(hilo.url("GATEWAY") + "/login");
            page.locator("#username").fill("leo");
            page.locator("#password").fill("leo");
            page.locator("#kc-login, [type=submit]").first().click();
            controlled(page);
            var session = context.newCDPSession(page);

            var errors = session.send("Page.getInstallabilityErrors").getAsJsonArray("installabilityErrors");
            assertThat(errors.toString()).isEqualTo("[]");
            var manifest = session.send("Page.getAppManifest");
            assertThat(manifest.getAsJsonArray("errors")).isEmpty();
            assertThat(manifest.get("data").getAsString()).contains("\"start_url\": \"/\"");
            assertThat(hilo.get(hilo.url("GATEWAY") + "/sw.js").headers().firstValue("Cache-Control"))
                    .contains("no-cache");

            context.setOffline(true);
            var answer = page.navigate(hilo.url("GATEWAY") + "/t/" + UUID.randomUUID());
            assertThat(answer.fromServiceWorker()).isTrue();
            assertThat(answer.status()).isEqualTo(200);
        }
    }

    private static void allowNotifications(BrowserContext context) {
        context.grantPermissions(List.of("notifications"),
                new BrowserContext.GrantPermissionsOptions().setOrigin(hilo.url("GATEWAY")));
    }

    private static void controlled(Page page) {
        page.waitForFunction("() => navigator.serviceWorker.controller !== null", null,
                new Page.WaitForFunctionOptions().setTimeout(30_000));
    }

    @SuppressWarnings("unchecked")
    private static List<String> shown(Page page) {
        return (List<String>) page.evaluate(SHOWN);
    }

    @SuppressWarnings("unchecked")
    private static List<String> kept(Page page) {
        return (List<String>) page.evaluate(KEPT);
    }

    private static List<String> noticesOf(String customer) {
        return pushService.notices().stream()
                .filter(notice -> LocalSystem.json(notice).path("external").asText().equals(customer)).toList();
    }

    private static Locator bubble(Page page, String text) {
        return page.getByRole(AriaRole.ARTICLE).filter(new Locator.FilterOptions().setHasText(text));
    }

    private static void send(Page page, String text) {
        page.getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName(Pattern.compile("^Message"))).fill(text);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Send").setExact(true)).click();
        assertThat(bubble(page, text)).isVisible();
    }

    /** The browser's own number for our service worker. */
    private static String registrationOf(Page page) {
        var found = new AtomicReference<String>();
        var session = page.context().newCDPSession(page);
        session.on("ServiceWorker.workerRegistrationUpdated", event -> {
            for (var one : event.getAsJsonArray("registrations")) {
                var registration = one.getAsJsonObject();
                if (registration.get("scopeURL").getAsString().startsWith(hilo.url("GATEWAY"))
                        && !registration.get("isDeleted").getAsBoolean()) {
                    found.set(registration.get("registrationId").getAsString());
                }
            }
        });
        session.send("ServiceWorker.enable");
        await().atMost(SOON).untilAsserted(() -> {
            page.waitForTimeout(100);
            assertThat(found).doesNotHaveNullValue();
        });
        session.detach();
        return found.get();
    }

    /** As if the vendor's service had woken the browser: Chromium has none without its vendor's. */
    private static void deliver(Page page, String registration, String notice) {
        var session = page.context().newCDPSession(page);
        session.send("ServiceWorker.enable");
        var message = new JsonObject();
        message.addProperty("origin", hilo.url("GATEWAY"));
        message.addProperty("registrationId", registration);
        message.addProperty("data", notice);
        session.send("ServiceWorker.deliverPushMessage", message);
        session.detach();
    }
}
