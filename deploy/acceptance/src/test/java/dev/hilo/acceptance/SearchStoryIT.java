package dev.hilo.acceptance;

import java.util.regex.Pattern;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/** What somebody once wrote is found, and everything can be done without a mouse. */
@OnStage(Scene.SEEDED)
class SearchStoryIT {

    private static final String SUPPORT = "+17865551234";

    private static LocalSystem hilo;
    private static Browser browser;

    @BeforeAll
    static void enter(Stage stage) {
        hilo = stage.hilo();
        browser = stage.browser();
    }

    @Test
    void aHitOpensInItsContextWithTheWordsMarked() {
        var customer = "+13053302701";
        try (var ana = Desk.of("ana", browser, hilo.url("GATEWAY"), "es")) {
            hilo.customerWrites(customer, SUPPORT, "¿Puedo recoger la marquesina mañana?");
            assertThat(ana.conversationWith(customer)).isVisible();
            var field = search(ana.page(), "marquesina manan");
            var results = ana.page().getByRole(AriaRole.REGION,
                    new Page.GetByRoleOptions().setName("Resultados de la búsqueda"));
            var hit = results.locator("[data-hit]").first();
            assertThat(hit.locator("mark")).hasText(new String[]{"marquesina", "mañana"});
            Accessibility.isGiven(ana, "search results");
            ana.screenshot("search-es");

            hit.click();

            var bubble = ana.page().locator("article[data-message-id]")
                    .filter(new Locator.FilterOptions().setHasText("marquesina"));
            assertThat(bubble.locator("mark")).hasText(new String[]{"marquesina", "mañana"});
            ana.screenshot("search-hit-es");

            field.fill("gracias antes:ayer de:contacto");
            assertThat(results.locator("[data-hit] mark").first())
                    .hasText(Pattern.compile("gracias", Pattern.CASE_INSENSITIVE));
            field.fill("(305) 330-2701");
            assertThat(results.locator("a[href^='/t/']").first()).hasAccessibleName(Pattern.compile("330-2701"));
            field.fill("gracias antes:pronto");
            assertThat(ana.page().getByRole(AriaRole.ALERT)
                    .filter(new Locator.FilterOptions().setHasText("antes: necesita una fecha"))).isVisible();
        }
    }

    @Test
    void thePaletteAndTheKeysDoEverything() {
        try (var marta = Desk.of("marta", browser, hilo.url("GATEWAY"), "en")) {
            var page = marta.page();
            assertThat(page.locator("nav [data-thread-id]").first()).isVisible();
            page.keyboard().press("j");
            page.waitForURL(Pattern.compile("/t/"));
            var first = page.url();
            page.keyboard().press("j");
            page.waitForURL(url -> url.contains("/t/") && !url.equals(first));
            page.keyboard().press("u");
            page.waitForURL(url -> !url.contains("/t/"));

            page.keyboard().press("Control+k");
            var palette = page.locator("[data-palette]");
            assertThat(palette.getByRole(AriaRole.GROUP, new Locator.GetByRoleOptions().setName("Recent conversations"))
                    .getByRole(AriaRole.OPTION)).hasCount(2);
            Accessibility.isGiven(marta, "palette");
            marta.screenshot("palette-en");
            page.keyboard().type("go num");
            assertThat(palette.getByRole(AriaRole.OPTION).first()).hasAccessibleName(Pattern.compile("numbers"));
            page.keyboard().press("Enter");
            page.waitForURL(Pattern.compile("/numbers"));
            page.keyboard().press("g");
            page.keyboard().press("i");
            page.waitForURL(url -> !url.contains("/numbers"));

            page.keyboard().press("?");
            var keys = marta.dialog("Keyboard shortcuts");
            assertThat(keys).isVisible();
            Accessibility.isGiven(marta, "shortcuts");
            marta.screenshot("shortcuts-en");
            keys.getByRole(AriaRole.SWITCH).click();
            page.keyboard().press("Escape");
            page.keyboard().press("?");
            assertThat(keys).hasCount(0);
            page.keyboard().press("Control+/");
            assertThat(keys).isVisible();
        }
    }

    private static Locator search(Page page, String words) {
        page.keyboard().press("/");
        var field = page.getByRole(AriaRole.SEARCHBOX);
        assertThat(field).isFocused();
        field.fill(words);
        return field;
    }
}
