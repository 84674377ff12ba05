package dev.hilo.acceptance;

import java.util.List;
import java.util.Map;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** The person behind the numbers: noted in one place, seen everywhere, merged and separated again. */
@OnStage(Scene.SHOP)
class ContactStoryIT {

    private static final String SUPPORT = "+17865551234";
    private static final String SALES = "+17865550100";

    private static LocalSystem hilo;
    private static Browser browser;

    @BeforeAll
    static void enter(Stage stage) {
        hilo = stage.hilo();
        browser = stage.browser();
    }

    @Test
    void aPersonIsNotedOnceMergedAndSeparatedAgain() {
        var customer = "+13053302701";
        var second = "+13053302702";
        try (var ana = Desk.of("ana", browser, hilo.url("GATEWAY"), "es");
                var marta = Desk.of("marta", browser, hilo.url("GATEWAY"), "en")) {
            hilo.customerWrites(customer, SUPPORT, "Hola, ¿tienen citas mañana?");
            hilo.customerWrites(second, SALES, "Is the large one in stock?");
            hilo.control("inbound", Map.of("from", customer, "to", SUPPORT, "text", "Así llegó", "media",
                    List.of("sunset.jpg")));
            ana.conversationWith(customer).click();
            assertThat(ana.bubble("Así llegó").locator("[data-media-state]")).hasAttribute("data-media-state",
                    "ready");

            aManagerSaysWhatIsNotedAboutEverybody(marta, customer);
            aNameIsWrittenWhereItIsReadAndSeenEverywhere(ana, marta);
            whoeverIsNotAloneIsAsked(ana, marta);
            whatWasSentIsInTheGallery(ana);
            twoBecomeOneAndTheChoiceIsShownFirst(marta, customer, second);
            eachSeesTheirOwnConversationsOfThePerson(ana, marta, second);
            theMergeIsUndone(marta, second);
        }
    }

    @Test
    void theKeyboardIsEnoughAndAHostileNameIsText() {
        var customer = "+13053302703";
        try (var ana = Desk.of("ana", browser, hilo.url("GATEWAY"), "es")) {
            hilo.customerWrites(customer, SUPPORT, "Buenas");
            ana.conversationWith(customer).click();
            assertThat(ana.bubble("Buenas")).isVisible();
            ana.page().locator("[data-contact-button]").focus();
            ana.page().keyboard().press("i");
            assertThat(ana.page().getByRole(AriaRole.COMPLEMENTARY).getByRole(AriaRole.HEADING,
                    new Locator.GetByRoleOptions().setName("Contacto").setExact(true))).isFocused();

            var name = panel(ana).getByLabel("Nombre");
            name.focus();
            ana.page().keyboard().type("<img src=x onerror=\"document.title='owned'\">");
            ana.page().keyboard().press("Enter");

            assertThat(note(ana, "name")).hasAttribute("data-save", "saved");
            assertThat(ana.conversationWith(customer)).containsText("<img src=x onerror=");
            assertThat(ana.page().locator("img[src=x]")).hasCount(0);
            assertThat(ana.page()).not().hasTitle("owned");
            Accessibility.isGiven(ana, "the contact's panel");

            name.focus();
            ana.page().keyboard().type(" never mind");
            ana.page().keyboard().press("Escape");
            assertThat(name).hasValue("<img src=x onerror=\"document.title='owned'\">");
            assertThat(panel(ana)).isVisible();
            ana.page().keyboard().press("Escape");
            assertThat(panel(ana)).hasCount(0);
            assertThat(ana.page().locator("[data-contact-button]")).isFocused();

            ana.page().setViewportSize(390, 800);
            ana.page().keyboard().press("Enter");
            var sheet = ana.dialog("Contacto");
            assertThat(sheet.getByLabel("Nombre")).isVisible();
            Accessibility.isGiven(ana, "the contact's sheet on a phone");
            ana.screenshot("contact-phone-es");
            ana.page().keyboard().press("Escape");
            assertThat(sheet).hasCount(0);
        }
    }

    private static void aManagerSaysWhatIsNotedAboutEverybody(Desk marta, String customer) {
        marta.conversationWith(customer).click();
        assertThat(marta.bubble("Hola, ¿tienen citas mañana?")).isVisible();
        marta.button("Contact").click();
        marta.button("Arrange fields…").click();
        var dialog = marta.dialog("Fields of contacts");
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Add a field")).click();
        dialog.getByLabel("Field name").fill("Plan");
        dialog.getByLabel("Kind").selectOption("choice");
        dialog.getByLabel("Choices, one to a line").fill("Oro\nPlata");
        Accessibility.isGiven(marta, "the fields of contacts");
        marta.screenshot("contact-fields-en");
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Save").setExact(true)).click();
        assertThat(dialog).hasCount(0);
        assertThat(panel(marta).getByLabel("Plan")).isVisible();
    }

    private static void aNameIsWrittenWhereItIsReadAndSeenEverywhere(Desk ana, Desk marta) {
        ana.button("Contacto").click();
        panel(ana).getByLabel("Nombre").fill("Lucía");
        panel(ana).getByLabel("Notas").click();
        assertThat(note(ana, "name")).hasAttribute("data-save", "saved");
        panel(ana).getByLabel("Plan").selectOption("Plata");
        assertThat(note(ana, "plan")).hasAttribute("data-save", "saved");
        panel(ana).getByLabel("Notas").fill("Prefiere las mañanas.\nTiene dos perros.");
        panel(ana).getByLabel("Nombre").click();
        assertThat(note(ana, "notes")).hasAttribute("data-save", "saved");

        for (var desk : List.of(ana, marta)) {
            assertThat(row(desk, "Lucía")).isVisible();
            assertThat(desk.page().getByRole(AriaRole.LOG).locator("[data-direction=system]")
                    .filter(new Locator.FilterOptions().setHasText("Lucía"))).hasCount(1);
        }
        assertThat(panel(marta).getByLabel("Name")).hasValue("Lucía");
        assertThat(panel(marta).getByLabel("Plan")).hasValue("Plata");
        assertThat(panel(marta).getByLabel("Notes")).hasValue("Prefiere las mañanas.\nTiene dos perros.");
        assertThat(panel(ana).locator("[data-local-time]")).isVisible();
        ana.screenshot("contact-panel-es");
    }

    private static void whoeverIsNotAloneIsAsked(Desk ana, Desk marta) {
        panel(marta).getByLabel("Notes").fill("Call before noon.");
        panel(ana).getByLabel("Notas").fill("Llamar por la tarde.");
        panel(ana).getByLabel("Nombre").click();
        assertThat(note(ana, "notes")).hasAttribute("data-save", "saved");

        panel(marta).getByLabel("Name").click();

        assertThat(note(marta, "notes")).hasAttribute("data-save", "conflict");
        assertThat(note(marta, "notes").getByRole(AriaRole.ALERT)).containsText("Llamar por la tarde.");
        marta.screenshot("contact-conflict-en");
        panel(marta).getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Keep mine")).click();
        assertThat(note(marta, "notes")).hasAttribute("data-save", "saved");
        assertThat(panel(ana).getByLabel("Notas")).hasValue("Call before noon.");
    }

    private static void whatWasSentIsInTheGallery(Desk ana) {
        var picture = panel(ana).locator("[data-gallery] button").first();
        assertThat(picture).isVisible();
        picture.click();
        var viewer = ana.page().locator("dialog[open] img");
        assertThat(viewer).isVisible();
        ana.page().keyboard().press("Escape");
        assertThat(viewer).hasCount(0);
        assertThat(panel(ana)).isVisible();
    }

    private static void twoBecomeOneAndTheChoiceIsShownFirst(Desk marta, String customer, String second) {
        marta.conversationWith(second).click();
        assertThat(marta.bubble("Is the large one in stock?")).isVisible();
        panel(marta).getByLabel("Name").fill("Lucía Ferrer");
        panel(marta).getByLabel("Name").press("Enter");
        assertThat(note(marta, "name")).hasAttribute("data-save", "saved");
        marta.button("Merge with another contact…").click();
        var search = marta.dialog("Who is the same person?");
        search.getByRole(AriaRole.SEARCHBOX).fill("lucia");
        search.locator("[data-candidate='" + customer + "']").click();

        var preview = marta.dialog("This is what the contact will say");
        assertThat(preview.getByLabel("Lucía Ferrer", new Locator.GetByLabelOptions().setExact(true))).isChecked();
        assertThat(preview.getByLabel("Lucía", new Locator.GetByLabelOptions().setExact(true))).isVisible();
        assertThat(preview.getByLabel("Notes")).hasValue("Call before noon.");
        assertThat(preview).containsText("(305) 330-2701");
        assertThat(preview).containsText("(305) 330-2702");
        Accessibility.isGiven(marta, "the merge before it happens");
        marta.screenshot("contact-merge-en");
        preview.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Merge").setExact(true)).click();

        assertThat(preview).hasCount(0);
        assertThat(panel(marta).locator("[data-number]")).hasCount(2);
        assertThat(panel(marta).getByLabel("Name")).hasValue("Lucía Ferrer");
    }

    private static void eachSeesTheirOwnConversationsOfThePerson(Desk ana, Desk marta, String second) {
        assertThat(row(ana, "Lucía Ferrer")).isVisible();
        assertThat(panel(ana).getByLabel("Nombre")).hasValue("Lucía Ferrer");
        assertThat(panel(ana).locator("[data-number]")).hasCount(2);
        assertThat(panel(ana)).containsText("Ninguna otra conversación con esta persona.");
        assertThat(ana.conversationWith(second)).hasCount(0);

        var other = panel(marta).locator("[data-other]");
        assertThat(other).hasCount(1);
        other.click();
        assertThat(marta.bubble("Hola, ¿tienen citas mañana?")).isVisible();
        assertThat(panel(marta).getByLabel("Name")).hasValue("Lucía Ferrer");
        marta.screenshot("contact-merged-en");
    }

    private static void theMergeIsUndone(Desk marta, String second) {
        marta.page().goBack();
        assertThat(marta.bubble("Is the large one in stock?")).isVisible();
        marta.button("Separate (305) 330-2701…").click();
        assertThat(panel(marta)).containsText("(305) 330-2701 becomes a contact of its own again: Lucía.");
        marta.button("Separate").click();

        assertThat(panel(marta).locator("[data-number]")).hasCount(1);
        assertThat(row(marta, "Lucía Ferrer")).hasCount(1);
        assertThat(marta.conversationWith(second)).containsText("Lucía Ferrer");
        assertThat(hilo.get(hilo.url("GATEWAY") + "/api/audit?what=contact", "Authorization",
                "Bearer " + hilo.token("marta")).body()).contains("contact.merged", "contact.split");
    }

    private static Locator panel(Desk desk) {
        return desk.page().locator("[data-contact]");
    }

    private static Locator note(Desk desk, String what) {
        return panel(desk).locator("[data-note='" + what + "']");
    }

    private static Locator row(Desk desk, String name) {
        return desk.page().locator("nav [data-thread-id]").filter(new Locator.FilterOptions()
                .setHas(desk.page().getByText(name, new Page.GetByTextOptions().setExact(true))));
    }
}
