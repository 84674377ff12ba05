package dev.hilo.acceptance;

import java.net.URLEncoder;
import java.util.Map;
import java.util.regex.Pattern;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** What managers keep for everybody, how it shows on every open page at once, and how agents use it. */
@OnStage(Scene.SHOP)
class WorkspaceStoryIT {

    private static final String SUPPORT = "+17865551234";
    /** A second is promised; a machine that runs all of this at once gets three. */
    private static final double AT_ONCE = 3_000;

    private static LocalSystem hilo;
    private static Browser browser;

    @BeforeAll
    static void enter(Stage stage) {
        hilo = stage.hilo();
        browser = stage.browser();
    }

    @Test
    void aLabelIsMadeOnceUsedByAllAndChangedUnderTheirEyes() {
        var customer = "+13053302601";
        webhook(customer, "¿Me pueden llamar hoy?");
        try (var ana = Desk.of("ana", browser, hilo.url("GATEWAY"), "es");
                var marta = Desk.of("marta", browser, hilo.url("GATEWAY"), "en")) {
            ana.conversationWith(customer).click();
            open(marta, "/workspace");
            assertThat(marta.page().getByText("No labels yet")).isVisible();
            makeLabel(marta, "Call back", "Amber");
            makeLabel(marta, "Invoices", "Blue");
            Accessibility.isGiven(marta, "labels");
            marta.screenshot("workspace-labels-en");

            ana.button("Etiquetas").click();
            var search = ana.page().getByRole(AriaRole.COMBOBOX,
                    new Page.GetByRoleOptions().setName("Buscar una etiqueta"));
            assertThat(search).isFocused();
            search.fill("call");
            assertThat(ana.page().getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName("Call back")))
                    .isVisible();
            search.press("Enter");
            var chip = ana.page().locator("header [data-label=call-back]");
            assertThat(chip).hasText("Call back");
            assertThat(ana.conversationWith(customer)).containsText("Call back");
            Accessibility.isGiven(ana, "label picker");
            ana.screenshot("workspace-picker-es");
            search.press("Escape");

            marta.button("Edit Call back").click();
            var dialog = marta.dialog("Edit Call back");
            dialog.getByLabel("Name").fill("Devolver la llamada");
            dialog.getByText("Red", new Locator.GetByTextOptions().setExact(true)).click();
            dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Save")).click();
            assertThat(dialog).hasCount(0);
            assertThat(chip).hasText("Devolver la llamada", new LocatorAssertions.HasTextOptions().setTimeout(AT_ONCE));
            assertThat(chip).hasAttribute("data-label-color", "red");

            marta.button("Delete Devolver la llamada").click();
            var question = marta.dialog("Delete the label Devolver la llamada?");
            assertThat(question).containsText("It disappears from 1 conversation.");
            question.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Delete")).click();
            assertThat(question).hasCount(0);
            assertThat(chip).hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(AT_ONCE));

            marta.page().getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Changes")).click();
            var changes = marta.page().getByRole(AriaRole.TABLE);
            assertThat(changes).containsText("deleted the label call-back");
            assertThat(changes.locator("[data-audit='label.changed'] del").first()).containsText("Call back");
            Accessibility.isGiven(marta, "changes");
            marta.screenshot("workspace-changes-en");
        }
    }

    @Test
    void aTemplateIsCalledWithASlashAndDoesNotLeaveWithAGap() {
        var customer = "+13053302602";
        webhook(customer, "Hola, ¿ya salió mi pedido?");
        try (var ana = Desk.of("ana", browser, hilo.url("GATEWAY"), "es");
                var marta = Desk.of("marta", browser, hilo.url("GATEWAY"), "es")) {
            ana.conversationWith(customer).click();
            assertThat(ana.bubble("¿ya salió mi pedido?")).isVisible();

            open(marta, "/workspace/templates");
            marta.button("Nueva plantilla").click();
            var dialog = marta.dialog("Nueva plantilla");
            dialog.getByLabel("Título").fill("Va en camino");
            dialog.getByLabel("Atajo").fill("camino");
            dialog.getByLabel("Para").selectOption("support");
            dialog.getByLabel("Texto").fill("Hola ");
            dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("nombre de pila")).click();
            dialog.getByLabel("Texto").press("End");
            dialog.getByLabel("Texto").pressSequentially(", tu pedido va en camino. {{agent.name|El equipo}}");
            assertThat(dialog.getByRole(AriaRole.GROUP, new Locator.GetByRoleOptions().setName("Sin nombre"))
                    .locator("mark")).hasText("{{contact.first}}");
            Accessibility.isGiven(marta, "template");
            marta.screenshot("workspace-template-es");
            dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Guardar")).click();
            assertThat(dialog).hasCount(0);

            ana.composer().pressSequentially("/cam");
            var menu = ana.page().getByRole(AriaRole.LISTBOX, new Page.GetByRoleOptions().setName("Plantillas"));
            assertThat(menu.getByRole(AriaRole.OPTION)).containsText("Va en camino");
            Accessibility.isGiven(ana, "template menu");
            ana.screenshot("workspace-menu-es");
            ana.composer().press("Enter");
            assertThat(ana.composer()).hasValue(Pattern.compile("^Hola \\{\\{contact\\.first}}, tu pedido"));
            ana.composer().press("End");
            ana.composer().press("Enter");
            var question = ana.page().getByRole(AriaRole.ALERTDIALOG);
            assertThat(question).containsText("{{contact.first}}");
            assertThat(ana.bubble("tu pedido va en camino")).hasCount(0);
            Accessibility.isGiven(ana, "gap");
            ana.screenshot("workspace-gap-es");
            question.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Rellenar")).click();
            ana.composer().pressSequentially("Lucía");
            ana.composer().press("Enter");
            assertThat(ana.bubble("Hola Lucía, tu pedido va en camino.")).hasAttribute("data-status", "delivered");
        }
    }

    @Test
    void theHoursOfATeamShowAboveItsConversationsAtOnce() {
        var customer = "+13053302603";
        webhook(customer, "Anybody there?");
        try (var ana = Desk.of("ana", browser, hilo.url("GATEWAY"), "en");
                var marta = Desk.of("marta", browser, hilo.url("GATEWAY"), "es")) {
            ana.conversationWith(customer).click();
            assertThat(ana.bubble("Anybody there?")).isVisible();
            var hint = ana.page().locator("[data-outside-hours]");
            assertThat(hint).hasCount(0);

            open(marta, "/workspace/hours");
            marta.button("Poner horario: support").click();
            var dialog = marta.dialog("Horario de support");
            // On no day is anybody there.
            var remove = dialog.getByRole(AriaRole.BUTTON,
                    new Locator.GetByRoleOptions().setName(Pattern.compile("^Quitar")));
            assertThat(remove).hasCount(5);
            Accessibility.isGiven(marta, "hours");
            marta.screenshot("workspace-hours-es");
            for (var left = 4; left >= 0; left--) {
                remove.first().click();
                assertThat(remove).hasCount(left);
            }
            dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Guardar")).click();
            assertThat(dialog).hasCount(0);
            assertThat(hint).hasCount(1, new LocatorAssertions.HasCountOptions().setTimeout(AT_ONCE));
            assertThat(hint).containsText("Outside the team’s hours");
            ana.screenshot("workspace-outside-hours-en");
            Accessibility.isGiven(ana, "outside hours");

            marta.button("Siempre está: support").click();
            marta.dialog("¿support está siempre?").getByRole(AriaRole.BUTTON,
                    new Locator.GetByRoleOptions().setName("Siempre está")).click();
            assertThat(hint).hasCount(0);
        }
    }

    @Test
    void agentsReadTheWorkspaceAndDoNotEditIt() {
        try (var ana = Desk.of("ana", browser, hilo.url("GATEWAY"), "es")) {
            assertThat(ana.page().getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Espacio de trabajo")))
                    .hasCount(0);
            open(ana, "/workspace");
            assertThat(ana.page().getByText("Solo para responsables")).isVisible();
        }
    }

    private static void makeLabel(Desk manager, String name, String color) {
        manager.button("New label").click();
        var dialog = manager.dialog("New label");
        dialog.getByLabel("Name").fill(name);
        dialog.getByText(color, new Locator.GetByTextOptions().setExact(true)).click();
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Create")).click();
        assertThat(dialog).hasCount(0);
        assertThat(manager.page().locator("[data-label-row]").filter(new Locator.FilterOptions().setHasText(name)))
                .isVisible();
    }

    private static void open(Desk desk, String path) {
        var _ = desk.page().navigate(hilo.url("GATEWAY") + path);
    }

    private static void webhook(String from, String text) {
        var body = LocalSystem.text(Map.of("From", from.substring(1), "To", new String[]{SUPPORT.substring(1)},
                "Message", URLEncoder.encode(text, UTF_8)));
        var answer = hilo.carrierPosts(body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }
}
