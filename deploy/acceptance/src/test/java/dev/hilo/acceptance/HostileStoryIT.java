package dev.hilo.acceptance;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.LoadState;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * People who want to run something in an agent's browser: their texts come through the real webhook, their names and
 * files through the API, and all of it stays text. Nothing runs, and the browser has nothing to report against the
 * policy of the page, which would have stopped it too.
 */
@OnStage(Scene.SHOP)
class HostileStoryIT {

    private static final String SUPPORT = "+17865551234";
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Path TEXTS = Path.of(System.getProperty("hilo.repository"))
            .resolve("deploy/acceptance/src/test/resources/hostile/texts.txt");
    /** What may come of an address in a text. */
    private static final String LINKS = "all => all.filter(a => !/^https?:$/.test(a.protocol) || a.target !== '_blank' "
            + "|| !a.rel.includes('noopener')).map(a => a.outerHTML)";
    /** Elements that only a text that was taken for markup can have made. */
    private static final String MADE = """
            () => [...document.querySelectorAll('[data-message-id] :is(script, iframe, object, embed, form, base, meta, \
            link, style, video, audio, math, marquee), [onerror], [onload], [onclick], [src="x"], body > script')]
              .map(one => one.outerHTML)
            """;

    private static LocalSystem hilo;
    private static Browser browser;
    private static List<String> texts;

    @BeforeAll
    static void enter(Stage stage) throws IOException {
        browser = stage.browser();
        hilo = stage.hilo();
        texts = Files.readAllLines(TEXTS).stream().filter(line -> !line.isBlank() && !line.startsWith("//"))
                .map(HostileStoryIT::unescaped).toList();
    }

    @Test
    void whatSomebodyWritesIsShownAndNeverRun() {
        assertThat(texts).hasSizeGreaterThan(60);
        var customer = "+13053303601";
        try (var ana = Desk.of("ana", browser, hilo.url("GATEWAY"), "es")) {
            var complaints = watch(ana.page());
            hilo.customerWrites(customer, SUPPORT, "Buenas");
            ana.conversationWith(customer).click();
            assertThat(ana.bubble("Buenas")).isVisible();

            for (var text : texts) {
                assertThat(arrives(customer, text)).as(text).isEqualTo(200);
            }

            var thread = ana.openThread();
            var token = hilo.token("ana");
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(stored(thread, token)).hasSizeGreaterThan(texts.size()));
            var unseen = new ArrayList<>(stored(thread, token));
            while (!unseen.isEmpty()) {
                var first = unseen.getFirst();
                ana.page().navigate(hilo.url("GATEWAY") + "/t/" + thread + "?at=" + first.seq());
                assertThat(bubbleOf(ana, first.id())).isVisible();
                ana.page().waitForLoadState(LoadState.NETWORKIDLE);
                ana.isStill();
                var drawn = ana.shownIds();
                assertThat(drawn).contains(first.id());
                for (var message : List.copyOf(unseen)) {
                    if (drawn.contains(message.id())) {
                        if (!message.body().isBlank()) {
                            assertThat(bubbleOf(ana, message.id())).containsText(shown(message.body()));
                        }
                        unseen.remove(message);
                    }
                }
                isHarmless(ana, drawn.size() + " texts around " + first.body());
            }
            assertThat(complaints).isEmpty();
        }
    }

    @Test
    void namesFilesAndNotesAreTextsToo() {
        var customer = "+13053303602";
        var hostile = "\"><img src=x onerror=hostile.push('name')><script>hostile.push(2)</script>";
        try (var ana = Desk.of("ana", browser, hilo.url("GATEWAY"), "en");
                var marta = Desk.of("marta", browser, hilo.url("GATEWAY"), "es")) {
            var complaints = watch(ana.page());
            complaints.addAll(watch(marta.page()));
            hilo.customerWrites(customer, SUPPORT, "Buenas");
            ana.conversationWith(customer).click();
            assertThat(ana.bubble("Buenas")).isVisible();
            var thread = ana.openThread();

            named(customer, hostile);
            note(thread, "Llama <b>mañana</b> " + hostile);
            ana.attach(new FilePayload("<svg onload=hostile.push('file')>.png", "image/png", Pictures.drawn().buffer));
            ana.write("Adjunto " + hostile);
            assertThat(ana.bubble("Adjunto")).isVisible();
            assertThat(ana.page().locator("header").filter(new Locator.FilterOptions().setHasText(hostile)).first())
                    .isVisible();
            ana.page().keyboard().press("Control+k");
            ana.page().keyboard().type("onerror");
            assertThat(ana.page().locator("[data-palette]").getByRole(AriaRole.OPTION)
                    .filter(new Locator.FilterOptions().setHasText(hostile)).first()).isVisible();
            isHarmless(ana, "the palette");
            ana.page().keyboard().press("Escape");
            ana.page().locator("#conversation-search").fill("hostile");
            assertThat(ana.page()
                    .getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Search results").setExact(true))
                    .getByText(hostile).first()).isVisible();
            isHarmless(ana, "the search");
            ana.screenshot("hostile-search-en");
            marta.page().navigate(hilo.url("GATEWAY") + "/?q=" + URLEncoder.encode(hostile, StandardCharsets.UTF_8));
            assertThat(marta.chip()).hasAttribute("data-state", "live");
            assertThat(marta.page().getByText(hostile).first()).isVisible();
            isHarmless(marta, "the list");
            marta.screenshot("hostile-list-es");
            assertThat(complaints).isEmpty();
        }
    }

    private record Stored(String id, long seq, String body) {
    }

    /** From the first: what ran, what the page's policy refused, and what was logged as an error. */
    private static List<String> watch(Page page) {
        List<String> complaints = new ArrayList<>();
        page.onDialog(dialog -> {
            complaints.add("dialog: " + dialog.message());
            dialog.dismiss();
        });
        page.onPageError(error -> complaints.add("error: " + error));
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add("console: " + message.text());
            }
        });
        page.addInitScript("""
                window.hostile = [];
                window.refused = [];
                addEventListener('securitypolicyviolation',
                    ({violatedDirective, blockedURI}) => window.refused.push(violatedDirective + ' ' + blockedURI));
                """);
        page.reload();
        return complaints;
    }

    private static void isHarmless(Desk desk, String text) {
        var page = desk.page();
        assertThat((List<?>) page.evaluate("() => window.hostile")).as("run by %s", text).isEmpty();
        assertThat((List<?>) page.evaluate("() => window.refused")).as("refused after %s", text).isEmpty();
        assertThat((List<?>) page.evaluate(MADE)).as("made of %s", text).isEmpty();
        assertThat((List<?>) page.locator("[data-message-id] a").evaluateAll(LINKS)).as("links of %s", text).isEmpty();
    }

    private static int arrives(String customer, String text) {
        var body = Map.of("From", customer.substring(1), "To", List.of(SUPPORT.substring(1)), "Message",
                URLEncoder.encode(text, StandardCharsets.UTF_8), "RefId", UUID.randomUUID().toString());
        return hilo.carrierPosts(LocalSystem.text(body)).statusCode();
    }

    private static List<Stored> stored(String thread, String token) {
        return LocalSystem.elements(hilo.get(hilo.url("GATEWAY") + "/api/threads/" + thread + "/messages?limit=200",
                "Authorization", "Bearer " + token).body()).stream()
                .filter(message -> message.path("direction").asText().equals("inbound"))
                .map(message -> new Stored(message.path("id").asText(), message.path("seq").asLong(),
                        message.path("body").asText()))
                .toList();
    }

    private static Locator bubbleOf(Desk desk, String id) {
        return desk.page().locator("[data-message-id='" + id + "']");
    }

    private static void named(String customer, String name) {
        var answer = hilo.put(hilo.url("GATEWAY") + "/api/contacts/" + customer.replace("+", "%2B"),
                LocalSystem.text(Map.of("name", name, "notes", name, "fields", Map.of(), "version", 0)),
                "Authorization", "Bearer " + hilo.token("ana"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private static void note(String thread, String body) {
        var answer = hilo.post(hilo.url("GATEWAY") + "/api/threads/" + thread + "/notes",
                LocalSystem.text(Map.of("body", body)), "Authorization", "Bearer " + hilo.token("ana"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    /** As a page shows it: blanks in a row are one, and what has no shape is not looked for. */
    private static String shown(String body) {
        return body.strip().replaceAll("[\\p{Cf}\\p{Cc}&&[^\n]].*", "").replaceAll("\\s+", " ");
    }

    private static String unescaped(String line) {
        var text = new StringBuilder();
        for (var i = 0; i < line.length(); i++) {
            if (line.startsWith("\\u", i) && i + 6 <= line.length() && !line.startsWith("\\u003", i)) {
                text.append((char) Integer.parseInt(line.substring(i + 2, i + 6), 16));
                i += 5;
            } else if (line.startsWith("\\n", i)) {
                text.append('\n');
                i++;
            } else {
                text.append(line.charAt(i));
            }
        }
        return text.toString();
    }
}
