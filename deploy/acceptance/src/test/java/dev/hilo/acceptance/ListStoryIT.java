package dev.hilo.acceptance;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whether the list says what there is to do, finds it again, and keeps still while somebody does it. It counts all
 * conversations, so none is open when it begins.
 */
@OnStage(Scene.EMPTY)
class ListStoryIT {

    private static final String SUPPORT = "+17865551234";
    private static final String SALES = "+17865550100";

    private static LocalSystem hilo;
    private static Browser browser;
    private static int closedForAna;
    private static int closedForMarta;

    @BeforeAll
    static void enter(Stage stage) {
        hilo = stage.hilo();
        browser = stage.browser();
        hilo.closeConversations();
        closedForAna = hilo.closedFor("ana");
        closedForMarta = hilo.closedFor("marta");
    }

    @Test
    void theListSaysWhatThereIsToDoAndKeepsStillWhileItIsDone() {
        var lucia = "+13053302701";
        var tyler = "+13053302702";
        var rosa = "+13053302703";
        try (var ana = Desk.of("ana", browser, hilo.url("GATEWAY"), "es");
                var marta = Desk.of("marta", browser, hilo.url("GATEWAY"), "en")) {
            countsAreExactAndUnreadIsPersonal(ana, marta, lucia, tyler, rosa);
            theOpenConversationStaysWhereItIs(ana, rosa, tyler);
            whoWaitsLongestComesFirst(ana, rosa);
            filtersNarrowTheListAndAViewKeepsThem(ana, marta, tyler);
            aPhoneHasRoomForAllOfIt(ana);
        }
    }

    private void countsAreExactAndUnreadIsPersonal(Desk ana, Desk marta, String lucia, String tyler, String rosa) {
        for (var customer : List.of(lucia, tyler, rosa)) {
            hilo.customerWrites(customer, SUPPORT, "¿Me pueden ayudar?");
        }
        hilo.customerWrites("+13053302704", SALES, "Is it in stock?");
        // Ana's team has one of the two numbers, a manager sees both.
        counts(ana, Map.of("all", 3, "unread", 3, "unanswered", 3, "unassigned", 3, "mine", 0, "closed",
                closedForAna));
        counts(marta, Map.of("all", 4, "unread", 4, "unanswered", 4, "unassigned", 4, "mine", 0, "closed",
                closedForMarta));
        assertThat(ana.conversationWith(lucia).locator("[data-waiting-since]")).isVisible();
        assertThat(ana.conversationWith(lucia)).hasAccessibleName(Pattern.compile("Espera respuesta desde hace"));

        ana.conversationWith(lucia).click();
        assertThat(ana.bubble("¿Me pueden ayudar?")).isVisible();
        counts(ana, Map.of("unread", 2, "unanswered", 3));
        counts(marta, Map.of("unread", 4, "unanswered", 4));
        assertThat(ana.page()).hasTitle(Pattern.compile("^\\(2\\) "));

        ana.write("Claro que sí, ¿en qué?");
        counts(ana, Map.of("unread", 2, "unanswered", 2));
        counts(marta, Map.of("unread", 4, "unanswered", 3));
        assertThat(ana.conversationWith(lucia).locator("[data-waiting-since]")).hasCount(0);

        change(ana, ana.openThread(), "assignee", "{\"assignee\": \"ana\"}");
        counts(ana, Map.of("mine", 1, "unassigned", 2));
        counts(marta, Map.of("mine", 0, "unassigned", 3));
        change(ana, ana.openThread(), "state", "{\"state\": \"closed\"}");
        counts(ana, Map.of("all", 2, "mine", 0, "closed", closedForAna + 1));
        ana.screenshot("list-counts-es");
        tab(marta, "closed").click();
        assertThat(marta.conversationWith(lucia)).isVisible();
        assertThat(rows(marta)).hasCount(closedForMarta + 1);
        marta.screenshot("list-closed-en");
        tab(marta, "all").click();
        tab(ana, "mine").click();
        assertThat(ana.page().getByText("No tienes nada asignado")).isVisible();
        ana.button("Ver 2 sin asignar").click();
        assertThat(tab(ana, "unassigned")).hasAttribute("aria-pressed", "true");
    }

    /** On the tab of those who wait, the conversation in hand leaves neither its row nor the list. */
    private void theOpenConversationStaysWhereItIs(Desk ana, String rosa, String tyler) {
        tab(ana, "unanswered").click();
        ana.conversationWith(tyler).click();
        assertThat(ana.bubble("¿Me pueden ayudar?")).isVisible();
        var before = ana.conversationWith(tyler).boundingBox().y;
        var rosaBefore = ana.conversationWith(rosa).boundingBox().y;

        hilo.customerWrites("+13053302705", SUPPORT, "Buenas");
        assertThat(ana.conversationWith("+13053302705")).isVisible();
        assertThat(ana.conversationWith(tyler).boundingBox().y).isEqualTo(before);
        ana.write("Un momento, por favor.");
        counts(ana, Map.of("unanswered", 2));
        assertThat(ana.conversationWith(tyler)).isVisible();
        assertThat(ana.conversationWith(tyler).boundingBox().y).isEqualTo(before);
        assertThat(ana.conversationWith(tyler)).hasAttribute("aria-current", "page");
        assertThat(rosaBefore).isNotEqualTo(before);
        ana.screenshot("list-keeps-still-es");

        // Whoever leaves it lets it go.
        ana.conversationWith(rosa).click();
        assertThat(ana.conversationWith(tyler)).hasCount(0);
        tab(ana, "all").click();
        assertThat(rows(ana).first()).hasAccessibleName(Pattern.compile("330-2702"));
    }

    /** In the order of waiting, too, the conversation in hand stays in its row until the agent leaves it. */
    private void whoWaitsLongestComesFirst(Desk ana, String rosa) {
        ana.page().keyboard().press("w");
        assertThat(ana.button("Mayor espera primero")).hasAttribute("aria-pressed", "true");
        rowsAre(ana, "330-2703", "330-2705", "330-2702");
        // Who writes again has not begun to wait just now.
        hilo.customerWrites(rosa, SUPPORT, "¿Siguen ahí?");
        assertThat(ana.conversationWith(rosa)).containsText("¿Siguen ahí?");
        rowsAre(ana, "330-2703", "330-2705", "330-2702");
        ana.conversationWith(rosa).click();
        ana.write("Sí, dígame.");
        counts(ana, Map.of("unanswered", 1));
        rowsAre(ana, "330-2703", "330-2705", "330-2702");
        Accessibility.isGiven(ana, "the longest waiting first");
        ana.screenshot("list-longest-waiting-es");
        ana.page().keyboard().press("Escape");
        rowsAre(ana, "330-2705", "330-2703", "330-2702");
        ana.page().locator("[data-chip=order]").click();
        rowsAre(ana, "330-2703", "330-2702", "330-2705");
    }

    private static void rowsAre(Desk desk, String... names) {
        assertThat(rows(desk)).hasCount(names.length);
        for (var at = 0; at < names.length; at++) {
            assertThat(rows(desk).nth(at)).hasAccessibleName(Pattern.compile(names[at]));
        }
    }

    private void filtersNarrowTheListAndAViewKeepsThem(Desk ana, Desk marta, String tyler) {
        ana.conversationWith(tyler).click();
        change(ana, ana.openThread(), "assignee", "{\"assignee\": \"marta\"}");
        ana.page().keyboard().press("Escape");
        ana.button("Filtrar").click();
        var panel = ana.dialog("Filtrar");
        Accessibility.isGiven(ana, "the filters");
        ana.screenshot("list-filters-es");
        panel.getByRole(AriaRole.RADIO,
                new Locator.GetByRoleOptions().setName(Pattern.compile("^marta", Pattern.CASE_INSENSITIVE))).check();
        counts(ana, Map.of("all", 1, "mine", 0, "unassigned", 0));
        assertThat(rows(ana)).hasCount(1);
        ana.page().keyboard().press("Escape");
        assertThat(ana.page().locator("[data-chip=assignee]")).isVisible();

        ana.button("Guardar vista").click();
        ana.dialog("Guardar esta vista").getByRole(AriaRole.TEXTBOX).fill("Las de Marta");
        Accessibility.isGiven(ana, "saving a view");
        ana.screenshot("list-save-view-es");
        ana.button("Guardar").click();
        assertThat(heading(ana)).hasText("Las de Marta");
        ana.page().locator("[data-chip=assignee]").click();
        counts(ana, Map.of("all", 3));
        assertThat(ana.page().locator("[data-chip]")).hasCount(0);

        ana.page().navigate(hilo.url("GATEWAY") + "/");
        assertThat(heading(ana)).hasText("Bandeja");
        ana.button("Vistas guardadas").click();
        assertThat(ana.page().locator("[data-view]")).hasText(Pattern.compile("Las de Marta\\s*1"));
        Accessibility.isGiven(ana, "the saved views");
        ana.screenshot("list-views-es");
        ana.page().locator("[data-view]").click();
        assertThat(rows(ana)).hasCount(1);
        assertThat(heading(ana)).hasText("Las de Marta");
        tab(ana, "closed").click();
        assertThat(ana.page().getByText("Nada coincide con estos filtros")).isVisible();
        Accessibility.isGiven(ana, "an empty tab");
        ana.button("Quitar los filtros").click();
        assertThat(heading(ana)).hasText("Bandeja");

        // A view is its owner's.
        marta.button("Saved views").click();
        assertThat(marta.page().getByText("Narrow the list by number, label or person")).isVisible();
        assertThat(marta.page().locator("[data-view]")).hasCount(0);
        marta.page().keyboard().press("Escape");
        marta.button("Filter").click();
        marta.dialog("Filter").getByRole(AriaRole.CHECKBOX).first().check();
        assertThat(marta.page().locator("[data-chip=did]")).isVisible();
        marta.page().keyboard().press("Escape");
        marta.screenshot("list-filtered-en");
        marta.button("Clear").click();
        assertThat(marta.page().locator("[data-chip]")).hasCount(0);
        marta.page().keyboard().press("]");
        assertThat(tab(marta, "mine")).hasAttribute("aria-pressed", "true");
    }

    private void aPhoneHasRoomForAllOfIt(Desk ana) {
        ana.page().setViewportSize(390, 844);
        assertThat(tab(ana, "closed")).isAttached();
        assertThat((Integer) ana.page().evaluate("document.documentElement.scrollWidth")).isLessThanOrEqualTo(390);
        tab(ana, "all").click();
        ana.button("Vistas guardadas").click();
        assertThat((Integer) ana.page().evaluate("document.documentElement.scrollWidth")).isLessThanOrEqualTo(390);
        Accessibility.isGiven(ana, "the list on a phone");
        ana.screenshot("list-phone-es");
    }

    /** What the tabs say, as soon as all of it is so. */
    private static void counts(Desk desk, Map<String, Integer> expected) {
        expected.forEach((tab, count) -> assertThat(tab(desk, tab)).hasAttribute("data-count", String.valueOf(count)));
    }

    private static Locator tab(Desk desk, String filter) {
        return desk.page().locator("[data-tab=" + filter + "]");
    }

    private static Locator rows(Desk desk) {
        return desk.page().locator("nav [data-thread-id]");
    }

    private static Locator heading(Desk desk) {
        return desk.page().getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1)).first();
    }

    /** Changes a conversation as another window of this person would. */
    private static void change(Desk desk, String thread, String what, String json) {
        var status = desk.page().evaluate("""
                async ([address, body]) => (await fetch(address, {method: 'PUT', body,
                  headers: {'Content-Type': 'application/json', 'X-Requested-With': 'hilo'}})).status
                """, List.of("/api/threads/" + thread + "/" + what, json));
        assertThat(status).isEqualTo(200);
    }
}
