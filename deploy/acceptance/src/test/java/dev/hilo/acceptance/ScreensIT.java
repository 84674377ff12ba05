package dev.hilo.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every main screen over a contact centre's worth of conversations: in both themes and both languages nothing that axe
 * objects to, a picture of each, and in the pseudo-language nothing that is not translated or does not fit.
 */
@OnStage(Scene.SEEDED)
class ScreensIT {

    private static final String SUPPORT = "%2B17865551234";
    private static final Path PICTURES = Path.of(System.getProperty("hilo.screenshots"));
    private static final Path PSEUDO = Path.of(System.getProperty("hilo.repository"))
            .resolve("deploy/acceptance/src/test/resources/pages/pseudo.js");
    /** The page in the pseudo-language, noting every string that the server says: those need no translation. */
    private static final String LISTENING = """
            localStorage.setItem('hilo.pseudo', 'true');
            window.saidByServer = [];
            const collect = (value) => {
              if (typeof value === 'string') window.saidByServer.push(value);
              else if (value !== null && typeof value === 'object')
                Object.entries(value).forEach(([key, inner]) => (collect(key), collect(inner)));
            };
            const ask = window.fetch;
            window.fetch = async (...call) => {
              const answer = await ask(...call);
              answer.clone().json().then(collect).catch(() => {});
              return answer;
            };
            """;

    private static LocalSystem hilo;
    private static Browser browser;
    private static String busiest = "";

    /** @param prepare what is done once the address is open */
    private record Screen(String name, String user, String path, Consumer<Desk> prepare) {

        static Screen of(String name, String user, String path) {
            return new Screen(name, user, path, _ -> {
            });
        }
    }

    private static List<Screen> screens() {
        return List.of(
                Screen.of("01-inbox", "ana", "/"),
                Screen.of("02-thread", "ana", "/t/" + busiest),
                new Screen("03-contact", "ana", "/t/" + busiest, desk -> {
                    desk.page().keyboard().press("i");
                    assertThat(desk.page().locator("[data-contact]")).isVisible();
                    desk.page().waitForTimeout(300);
                }),
                new Screen("04-search", "ana", "/", desk -> {
                    desk.page().locator("#conversation-search").fill("cita");
                    desk.page().waitForTimeout(800);
                }),
                new Screen("05-palette", "marta", "/", desk -> {
                    desk.page().keyboard().press("Control+k");
                    assertThat(desk.page().getByRole(AriaRole.COMBOBOX).last()).isFocused();
                    desk.page().keyboard().type("305");
                    desk.page().waitForTimeout(600);
                }),
                Screen.of("06-board", "marta", "/board"),
                Screen.of("07-reports", "marta", "/reports"),
                Screen.of("08-numbers", "marta", "/numbers"),
                Screen.of("09-number", "marta", "/numbers/" + SUPPORT),
                Screen.of("10-buying", "marta", "/numbers/new"),
                Screen.of("11-campaigns", "marta", "/campaigns"),
                Screen.of("12-account", "marta", "/numbers/account"),
                Screen.of("13-labels", "marta", "/workspace/labels"),
                Screen.of("14-templates", "marta", "/workspace/templates"),
                Screen.of("15-hours", "marta", "/workspace/hours"),
                Screen.of("16-audit", "marta", "/workspace/audit"),
                Screen.of("17-notifications", "ana", "/settings/notifications"),
                Screen.of("18-journal", "root", "/journal"),
                new Screen("19-keys", "ana", "/", desk -> {
                    desk.page().keyboard().press("?");
                    assertThat(desk.page().getByRole(AriaRole.DIALOG)).isVisible();
                }));
    }

    @BeforeAll
    static void enter(Stage stage) {
        hilo = stage.hilo();
        browser = stage.browser();
        busiest = LocalSystem.elements(hilo.get(hilo.url("GATEWAY") + "/api/threads?limit=20", "Authorization",
                "Bearer " + hilo.token("ana")).body()).stream()
                .max((one, other) -> Long.compare(one.path("lastSeq").asLong(), other.path("lastSeq").asLong()))
                .orElseThrow().path("id").asText();
    }

    @Test
    void areForEverybodyInBothThemesAndBothLanguages() throws IOException {
        Files.createDirectories(PICTURES.resolve("main"));
        Map<String, List<String>> findings = new TreeMap<>();
        for (var language : List.of("es", "en")) {
            for (var user : List.of("ana", "marta", "root")) {
                try (var desk = Desk.of(user, browser, hilo.url("GATEWAY"), language)) {
                    for (var screen : screens()) {
                        if (screen.user().equals(user)) {
                            show(desk, screen);
                            findings.putAll(lookAt(desk, screen, language));
                        }
                    }
                }
            }
        }
        assertThat(findings).isEmpty();
    }

    @Test
    void areTranslatedAndFitInWideAndNarrow() {
        Map<String, List<?>> findings = new TreeMap<>();
        for (var user : List.of("ana", "marta", "root")) {
            try (var desk = Desk.of(user, browser, hilo.url("GATEWAY"), "en", LISTENING)) {
                for (var screen : screens()) {
                    if (screen.user().equals(user)) {
                        for (var width : List.of(1280, 390)) {
                            desk.page().setViewportSize(width, 800);
                            show(desk, screen);
                            findings.putAll(faults(desk, screen, width));
                        }
                    }
                }
            }
        }
        assertThat(findings).isEmpty();
    }

    private static void show(Desk desk, Screen screen) {
        desk.page().navigate(hilo.url("GATEWAY") + screen.path());
        assertThat(desk.page().locator("main").first()).isAttached();
        desk.page().waitForLoadState(LoadState.NETWORKIDLE);
        desk.isStill();
        screen.prepare().accept(desk);
        desk.isStill();
    }

    private static Map<String, List<String>> lookAt(Desk desk, Screen screen, String language) {
        Map<String, List<String>> findings = new TreeMap<>();
        for (var scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            desk.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            desk.isStill();
            var name = "%s-%s-%s".formatted(screen.name(), scheme.name().toLowerCase(Locale.ROOT), language);
            var _ = desk.page().screenshot(
                    new Page.ScreenshotOptions().setPath(PICTURES.resolve("main").resolve(name + ".png")));
            var violations = Accessibility.violations(desk.page(), "");
            if (!violations.isEmpty()) {
                findings.put(name, violations);
            }
        }
        return findings;
    }

    private static Map<String, List<?>> faults(Desk desk, Screen screen, int width) {
        var said = desk.page().evaluate("() => window.saidByServer");
        var found = (Map<?, ?>) desk.page().evaluate(script(), said);
        Map<String, List<?>> faults = new TreeMap<>();
        for (var kind : List.of("untranslated", "clipped")) {
            var texts = new ArrayList<Object>((List<?>) found.get(kind));
            if (!texts.isEmpty()) {
                faults.put("%s at %d, %s".formatted(screen.name(), width, kind), texts);
            }
        }
        if (!faults.isEmpty()) {
            desk.screenshot("pseudo-%s-%d".formatted(screen.name(), width));
        }
        return faults;
    }

    private static String script() {
        try {
            return Files.readString(PSEUDO).replaceFirst("(?s)^(//[^\n]*\n)+", "");
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
