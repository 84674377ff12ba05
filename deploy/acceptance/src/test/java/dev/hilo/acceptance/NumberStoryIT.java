package dev.hilo.acceptance;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A number's life as its manager sees it, from the search to the day on which it is given back. Late on its stage: the
 * numbers that it buys are in everybody's lists from then on.
 */
@OnStage(value = Scene.SHOP, act = 8)
class NumberStoryIT {

    private static final String SUPPORT = "+17865551234";
    private static final String SALES = "+17865550100";
    private static final Duration SOON = Duration.ofSeconds(20);
    /** What a socket brings is on the screen by then. */
    private static final Duration AT_ONCE = Duration.ofSeconds(2);

    private static LocalSystem hilo;
    private static Browser browser;

    @BeforeAll
    static void enter(Stage stage) {
        hilo = stage.hilo();
        browser = stage.browser();
    }

    @AfterEach
    void letTheCarrierBeWell() {
        carrier(Map.of("api", "ok", "apiOn", "", "times", 0, "latencyMs", 0, "campaign-limit", 49));
    }

    @Test
    void aNumberIsFoundBoughtAndWrittenFromWhileItsTeamLooksOn() {
        var customer = "+13053303401";
        try (var leo = Desk.of("leo", browser, hilo.url("GATEWAY"), "en");
                var marta = Desk.of("marta", browser, hilo.url("GATEWAY"), "es")) {
            mark(leo);
            numbers(marta, "Números");
            link(marta, "Obtener un número").click();
            marta.page().getByLabel("Código de área").fill("786");
            marta.button("Buscar").click();
            var offers = region(marta, "Números a la venta").locator("[data-offer]");
            assertThat(offers.first()).isVisible();
            assertThat(offers.first()).containsText("Florida");
            assertThat(offers.first()).containsText("$");
            marta.screenshot("number-search-es");
            Accessibility.isGiven(marta, "search");
            var did = offers.nth(2).getAttribute("data-offer");
            offers.nth(2).getByRole(AriaRole.CHECKBOX).check();
            assertThat(region(marta, "Elegidos")).containsText("El operador no reserva nada");
            marta.button("Continuar").click();

            field(marta, asRead(did)).fill("Ventas Miami");
            marta.button("Añadir el equipo sales").click();
            assertThat(select(marta, "Campaña")).hasValue("C0DEMO1");
            marta.screenshot("number-details-es");
            Accessibility.isGiven(marta, "details");
            marta.button("Ver el precio").click();

            assertThat(marta.page().locator("[data-sum=monthly]")).containsText("$");
            assertThat(marta.page().locator("[data-balance]")).containsText("$");
            marta.screenshot("number-price-es");
            Accessibility.isGiven(marta, "price");
            // Slow enough for an eye to follow the steps.
            carrier(Map.of("latencyMs", 700));
            marta.button("Comprar 1 número").click();

            var purchase = marta.page().locator("article[data-did='" + did + "']");
            for (var step : List.of("buy", "enable-messaging", "ensure-webhook", "assign-webhook", "assign-campaign",
                    "verify")) {
                assertThat(step(purchase, step)).hasAttribute("data-step-state", "done");
                if (step.equals("assign-webhook")) {
                    assertThat(purchase.locator("[data-order=running]")).isVisible();
                    marta.screenshot("number-steps-es");
                }
            }
            assertThat(purchase.locator("[data-order=done]")).containsText("El número es tuyo");
            carrier(Map.of("latencyMs", 0));
            marta.screenshot("number-bought-es");
            Accessibility.isGiven(marta, "bought");

            compose(leo, "Ventas Miami", customer, "Hello from the new number");
            assertThat(leo.bubble("Hello from the new number")).isVisible();
            wasNotReloaded(leo);
            await().atMost(SOON).untilAsserted(() -> assertThat(hilo.sentTo(customer)).singleElement()
                    .satisfies(sent -> assertThat(sent.path("request").path("From").asText())
                            .isEqualTo(did.substring(1))));
            assertThat(bought(did)).isEqualTo(1);
            var record = atCarrier(did);
            assertThat(record.path("Messaging").path("Sms").asBoolean()).isTrue();
            assertThat(record.path("Messaging").path("Mms").asBoolean()).isTrue();
            assertThat(record.path("Messaging").path("Tcr").asText()).isEqualTo("C0DEMO1");
            assertThat(record.path("Messaging").path("Webhook").asText())
                    .isEqualTo(atCarrier(SUPPORT).path("Messaging").path("Webhook").asText());

            hilo.customerWrites(customer, did, "It works both ways");
            assertThat(leo.bubble("It works both ways")).isVisible();
            link(marta, "Ver el número").click();
            assertThat(heading(marta, "Ventas Miami")).isVisible();
            assertThat(marta.page().locator("[data-drifted=false]")).isVisible();
            marta.screenshot("number-page-es");
            Accessibility.isGiven(marta, "number");
            phone(marta, "number-page-phone-es");
        }
    }

    @Test
    void oneThatIsSoldUnderOurNoseIsReplacedByAnother() {
        try (var marta = Desk.of("marta", browser, hilo.url("GATEWAY"), "en")) {
            wizard(marta);
            var gone = search(marta, "305", 0);
            marta.button("Go on").click();
            field(marta, asRead(gone)).fill("Second choice");
            marta.button("Add team support").click();
            marta.button("On to the price").click();
            carrier(Map.of("api", "sold", "apiOn", "POST/orderTn", "times", 1));
            marta.button("Buy 1 number").click();

            var purchase = marta.page().locator("article[data-did='" + gone + "']");
            assertThat(purchase.locator("[data-order=gone]")).containsText("somebody else bought it first");
            marta.screenshot("number-gone-en");
            Accessibility.isGiven(marta, "gone");
            var other = purchase.locator("[data-instead]").first();
            var did = other.getAttribute("data-instead");
            assertThat(did).isNotEqualTo(gone);
            other.click();

            assertThat(marta.page().locator("article[data-did='" + did + "'] [data-order=done]")).isVisible();
            assertThat(bought(did)).isEqualTo(1);
            assertThat(number(did).path("name").asText()).isEqualTo("Second choice");
            assertThat(number(did).path("teams").path(0).asText()).isEqualTo("support");
            assertThat(numbersAtCarrier()).doesNotContain(gone);
        }
    }

    @Test
    void aStepThatFailsIsTriedAgainOrLeftOutByKeyboardAlone() {
        try (var marta = Desk.of("marta", browser, hilo.url("GATEWAY"), "en")) {
            wizard(marta);
            marta.page().setViewportSize(390, 844);
            var keys = marta.page().keyboard();
            tabTo(marta, marta.page().getByLabel("Area code"));
            keys.type("954");
            keys.press("Enter");
            var offer = region(marta, "Numbers for sale").locator("[data-offer]").first();
            assertThat(offer).isVisible();
            var did = offer.getAttribute("data-offer");
            tabTo(marta, offer.getByRole(AriaRole.CHECKBOX));
            keys.press("Space");
            marta.screenshot("number-search-phone-en");
            tabTo(marta, marta.button("Go on"));
            keys.press("Enter");
            tabTo(marta, field(marta, asRead(did)));
            keys.type("By keyboard");
            tabTo(marta, marta.page().getByLabel("Team", new Page.GetByLabelOptions().setExact(true)));
            keys.type("support");
            keys.press("Enter");
            tabTo(marta, marta.button("On to the price"));
            keys.press("Enter");
            tabTo(marta, marta.button("Buy 1 number"));
            marta.screenshot("number-price-phone-en");
            carrier(Map.of("campaign-limit", 1));
            keys.press("Enter");

            var purchase = marta.page().locator("article[data-did='" + did + "']");
            assertThat(step(purchase, "assign-campaign")).hasAttribute("data-step-state", "failed");
            assertThat(purchase.locator("[data-order=failed]"))
                    .containsText("It stopped at “Put it into its campaign”");
            assertThat(purchase.locator("[data-code]").first()).isVisible();
            marta.screenshot("number-failed-phone-en");
            Accessibility.isGiven(marta, "failed step, phone");
            tabTo(marta, purchase.getByRole(AriaRole.BUTTON, named("Try again")));
            keys.press("Enter");
            await().atMost(SOON).untilAsserted(() -> assertThat(refusedByItsCampaign(did)).isEqualTo(2));
            assertThat(step(purchase, "assign-campaign")).hasAttribute("data-step-state", "failed");

            tabTo(marta, purchase.getByRole(AriaRole.BUTTON, named("Go on without a campaign for now")));
            keys.press("Enter");
            assertThat(step(purchase, "assign-campaign")).hasAttribute("data-step-state", "skipped");
            assertThat(purchase.locator("[data-order=done]")).isVisible();
            assertThat(purchase).containsText("It has no campaign yet");

            carrier(Map.of("campaign-limit", 49));
            tabTo(marta, purchase.getByRole(AriaRole.LINK, new Locator.GetByRoleOptions()
                    .setName(Pattern.compile("^To the number"))));
            keys.press("Enter");
            assertThat(heading(marta, "By keyboard")).isVisible();
            select(marta, "Campaign").selectOption("C0DEMO2");
            marta.button("Move").click();
            await().atMost(SOON).untilAsserted(() -> assertThat(atCarrier(did).path("Messaging").path("Tcr").asText())
                    .isEqualTo("C0DEMO2"));
            await().atMost(SOON).untilAsserted(() -> assertThat(number(did).path("campaignId").asText())
                    .isEqualTo("C0DEMO2"));
            assertThat(number(did).path("state").asText()).isEqualTo("active");
            assertThat(bought(did)).isEqualTo(1);
        }
    }

    @Test
    void whatWasChangedBehindOurBackIsListedFieldByFieldAndRepaired() {
        var before = atCarrier(SALES);
        behindOurBack(Map.of("TN", SALES.substring(1), "Mms", false, "Webhook", "", "Tcr", ""));
        try (var marta = Desk.of("marta", browser, hilo.url("GATEWAY"), "en")) {
            numbers(marta, "Numbers");
            tab(marta, "Differences").click();
            assertThat(heading(marta, "Differences")).isVisible();
            marta.button("Compare now").click();
            var drifted = marta.page().getByRole(AriaRole.MAIN).locator("li[data-did]");
            assertThat(drifted).hasCount(1);
            assertThat(drifted).hasAttribute("data-did", SALES);
            var fields = drifted.locator("[data-field]");
            assertThat(fields).hasCount(3);
            for (var field : List.of("mms", "webhook", "campaign")) {
                assertThat(drifted.locator("[data-field=" + field + "]")).hasAttribute("data-same", "false");
            }
            marta.screenshot("number-drift-en");
            Accessibility.isGiven(marta, "drift");
            phone(marta, "number-drift-phone-en");

            drifted.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(Pattern.compile("^Repair")))
                    .click();
            assertThat(marta.page().getByText("Everything is as it should be").first()).isVisible();
            assertThat(drifted).hasCount(0);
            marta.screenshot("number-repaired-en");
        }
        assertThat(atCarrier(SALES).path("Messaging")).isEqualTo(before.path("Messaging"));
    }

    @Test
    void whatTheAccountHasIsImportedAndNothingIsBought() {
        var dids = List.of("+19545550101", "+19545550102");
        dids.forEach(did -> behindOurBack(Map.of("TN", did.substring(1))));
        try (var marta = Desk.of("marta", browser, hilo.url("GATEWAY"), "es")) {
            numbers(marta, "Números");
            link(marta, "Importar…").click();
            assertThat(heading(marta, "Importar números")).isVisible();
            var rows = marta.page().getByRole(AriaRole.TABLE).locator("[data-did]");
            for (var did : dids) {
                var row = rows.and(marta.page().locator("[data-did='" + did + "']"));
                assertThat(row).isVisible();
                row.getByRole(AriaRole.CHECKBOX).check();
            }
            marta.page().getByLabel("Equipo", new Page.GetByLabelOptions().setExact(true)).fill("support");
            marta.page().keyboard().press("Enter");
            marta.screenshot("number-import-es");
            Accessibility.isGiven(marta, "import");
            phone(marta, "number-import-phone-es");
            marta.button("Importar 2 números").click();
            assertThat(marta.page().locator("[data-imported='2']")).isVisible();
            marta.screenshot("number-imported-es");
            Accessibility.isGiven(marta, "imported");
        }
        for (var did : dids) {
            assertThat(bought(did)).isZero();
            assertThat(number(did).path("state").asText()).isEqualTo("active");
            assertThat(atCarrier(did).path("Messaging").path("Tcr").asText()).isEqualTo("C0DEMO1");
        }
    }

    @Test
    void aNumberIsGivenBackAfterItsCoolingPeriodAndCanBeKeptUntilThen() {
        var did = "+19545550103";
        var customer = "+13053303406";
        behindOurBack(Map.of("TN", did.substring(1)));
        adopt(did, "support");
        hilo.customerWrites(customer, did, "Are you still there?");
        try (var marta = Desk.of("marta", browser, hilo.url("GATEWAY"), "en");
                var ana = Desk.of("ana", browser, hilo.url("GATEWAY"), "en")) {
            ana.conversationWith(customer).click();
            assertThat(ana.bubble("Are you still there?")).isVisible();

            marta.page().navigate(hilo.url("GATEWAY") + "/numbers/" + did);
            giveBack(marta, did);
            var cooling = region(marta, "It is being given back");
            assertThat(cooling).isVisible();
            assertThat(marta.dialog("Give")).hasCount(0);
            marta.screenshot("number-cooling-en");
            Accessibility.isGiven(marta, "cooling");
            assertThat(hilo.post(hilo.url("GATEWAY") + "/api/messages/send", LocalSystem.text(Map.of("from", did, "to",
                    customer, "body", "No longer")), "Authorization", bearer("ana")).statusCode()).isEqualTo(422);
            hilo.customerWrites(customer, did, "What comes still arrives");
            assertThat(ana.bubble("What comes still arrives")).isVisible();
            assertThat(numbersAtCarrier()).contains(did);

            cooling.getByRole(AriaRole.BUTTON, named("Keep it")).click();
            assertThat(cooling).hasCount(0);
            await().atMost(SOON).untilAsserted(() -> assertThat(number(did).path("state").asText())
                    .isEqualTo("active"));
            await().atMost(SOON).untilAsserted(() -> assertThat(hilo.post(hilo.url("GATEWAY") + "/api/messages/send",
                    LocalSystem.text(Map.of("from", did, "to", customer, "body", "We are here")), "Authorization",
                    bearer("ana")).statusCode()).isEqualTo(202));

            giveBack(marta, did);
            assertThat(cooling).isVisible();
            cooling.getByRole(AriaRole.BUTTON, named("Give back now…")).click();
            confirm(marta, did);
            await().atMost(SOON).untilAsserted(() -> assertThat(numbersAtCarrier()).doesNotContain(did));
            assertThat(marta.page().getByText("This number was given back")).isVisible();
            marta.screenshot("number-released-en");
            ana.page().reload();
            assertThat(ana.bubble("What comes still arrives")).isVisible();
        }
    }

    @Test
    void aCampaignsClassIsChangedAndItsNumbersAreCounted() {
        try (var marta = Desk.of("marta", browser, hilo.url("GATEWAY"), "en")) {
            numbers(marta, "Numbers");
            tab(marta, "Campaigns").click();
            assertThat(heading(marta, "Campaigns")).isVisible();
            var campaign = marta.page().locator("[data-campaign=C0DEMO1]");
            // Both are asked until they agree: an order of before may have its number put in only now.
            await().atMost(SOON).untilAsserted(() -> {
                var inIt = atCarrier().stream()
                        .filter(one -> one.path("Messaging").path("Tcr").asText().equals("C0DEMO1")).count();
                assertThat(campaign.getByRole(AriaRole.METER).getAttribute("aria-valuenow"))
                        .isEqualTo(String.valueOf(inIt));
                assertThat(campaign.textContent()).contains(inIt + " of 49 numbers");
            });
            marta.screenshot("campaigns-en");
            Accessibility.isGiven(marta, "campaigns");
            phone(marta, "campaigns-phone-en");

            campaign.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(Pattern.compile("^Edit")))
                    .click();
            var dialog = marta.dialog("Edit");
            dialog.getByLabel("Throughput class").selectOption("E");
            marta.screenshot("campaign-edit-en");
            dialog.getByRole(AriaRole.BUTTON, named("Save")).click();
            assertThat(campaign.locator("[data-class=E]")).containsText("240");
            await().atMost(SOON).untilAsserted(() -> assertThat(hilo.get(hilo.url("GATEWAY") + "/api/sending",
                    "Authorization", bearer("marta")).body()).contains("C0DEMO1"));

            tab(marta, "Account").click();
            assertThat(heading(marta, "Account and webhook")).isVisible();
            assertThat(marta.page().getByText("Everything is as it should be").first()).isVisible();
            marta.screenshot("number-account-en");
            Accessibility.isGiven(marta, "account");
            phone(marta, "number-account-phone-en");
        }
    }

    @Test
    void anOpenPageSeesANewNameAndNewTeamsAtOnce() {
        var did = "+19545550104";
        behindOurBack(Map.of("TN", did.substring(1)));
        adopt(did, "support");
        try (var ana = Desk.of("ana", browser, hilo.url("GATEWAY"), "es");
                var leo = Desk.of("leo", browser, hilo.url("GATEWAY"), "en");
                var marta = Desk.of("marta", browser, hilo.url("GATEWAY"), "en")) {
            hilo.customerWrites("+13053303408", did, "Hola");
            assertThat(ana.conversationWith("+13053303408")).isVisible();
            mark(ana);
            mark(leo);
            marta.page().navigate(hilo.url("GATEWAY") + "/numbers/" + did);

            var name = marta.page().getByLabel("Name", new Page.GetByLabelOptions().setExact(true));
            name.fill("Envíos");
            marta.page().getByLabel("Teal", new Page.GetByLabelOptions().setExact(true)).check();
            region(marta, "Name and colour").getByRole(AriaRole.BUTTON, named("Save")).click();
            assertThat(ana.conversationWith("+13053303408")).containsText("Envíos", atOnce());

            region(marta, "Teams").getByRole(AriaRole.BUTTON, named("Take support off")).click();
            region(marta, "Teams").getByRole(AriaRole.BUTTON, named("Add team sales")).click();
            marta.screenshot("number-teams-en");
            region(marta, "Teams").getByRole(AriaRole.BUTTON, named("Save")).click();
            assertThat(leo.conversationWith("+13053303408")).isVisible(new LocatorAssertions.IsVisibleOptions()
                    .setTimeout((double) AT_ONCE.toMillis()));
            assertThat(ana.conversationWith("+13053303408")).hasCount(0, new LocatorAssertions.HasCountOptions()
                    .setTimeout((double) AT_ONCE.toMillis()));
            wasNotReloaded(ana);
            wasNotReloaded(leo);
        }
    }

    @Test
    void numbersAreForManagersOnly() {
        try (var ana = Desk.of("ana", browser, hilo.url("GATEWAY"), "es")) {
            assertThat(ana.page().getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Números")))
                    .hasCount(0);
            for (var path : List.of("/numbers", "/numbers/new", "/numbers/drift", "/numbers/import", "/campaigns",
                    "/numbers/account")) {
                ana.page().navigate(hilo.url("GATEWAY") + path);
                assertThat(ana.page().getByText("Solo para responsables")).isVisible();
            }
        }
        assertThat(hilo.get(hilo.url("GATEWAY") + "/api/reports/numbers", "Authorization", bearer("ana")).statusCode())
                .isEqualTo(200);
        assertThat(hilo.get(hilo.url("GATEWAY") + "/api/reports/numbers/" + SALES, "Authorization", bearer("ana"))
                .statusCode()).isEqualTo(404);
        assertThat(LocalSystem.elements(hilo.get(hilo.url("GATEWAY") + "/api/reports/numbers", "Authorization",
                bearer("marta")).body())).extracting(report -> report.path("did").asText()).contains(SALES, SUPPORT);
    }

    // ---------------------------------------------------------------------------------------------------- on screen

    private static void numbers(Desk desk, String name) {
        link(desk, name).click();
        assertThat(heading(desk, name)).isVisible();
    }

    private static void wizard(Desk marta) {
        numbers(marta, "Numbers");
        link(marta, "Get a number").click();
        assertThat(heading(marta, "Get a number")).isVisible();
    }

    /** Searches an area code and holds one of what is found. */
    private static String search(Desk marta, String areaCode, int which) {
        marta.page().getByLabel("Area code").fill(areaCode);
        marta.button("Search").click();
        var offer = region(marta, "Numbers for sale").locator("[data-offer]").nth(which);
        assertThat(offer).isVisible();
        offer.getByRole(AriaRole.CHECKBOX).check();
        return offer.getAttribute("data-offer");
    }

    private static void compose(Desk agent, String from, String to, String text) {
        agent.button("New conversation").first().click();
        var dialog = agent.page().getByRole(AriaRole.DIALOG);
        var option = dialog.getByLabel("Send from").locator("option")
                .filter(new Locator.FilterOptions().setHasText(from));
        assertThat(option).hasCount(1, new LocatorAssertions.HasCountOptions().setTimeout((double) AT_ONCE.toMillis()));
        dialog.getByLabel("Send from").selectOption(option.getAttribute("value"));
        dialog.getByLabel("To", new Locator.GetByLabelOptions().setExact(true)).fill(to.substring(2));
        dialog.getByLabel("Message", new Locator.GetByLabelOptions().setExact(true)).fill(text);
        dialog.getByRole(AriaRole.BUTTON, named("Send")).click();
        assertThat(dialog).hasCount(0);
    }

    private static void giveBack(Desk marta, String did) {
        marta.button("Give this number back…").click();
        confirm(marta, did);
    }

    private static void confirm(Desk marta, String did) {
        var dialog = marta.page().getByRole(AriaRole.DIALOG);
        dialog.getByLabel("Its last four digits").fill("0000");
        dialog.getByRole(AriaRole.BUTTON, named("Give back")).click();
        assertThat(dialog).containsText("These are not its last four digits.");
        dialog.getByLabel("Its last four digits").fill(did.substring(did.length() - 4));
        dialog.getByRole(AriaRole.BUTTON, named("Give back")).click();
        assertThat(dialog).hasCount(0);
    }

    /** By the Tab key, as far as it takes. */
    private static void tabTo(Desk desk, Locator target) {
        assertThat(target).isVisible();
        for (var presses = 0; presses < 300; presses++) {
            if ((Boolean) target.evaluate("element => element === document.activeElement")) {
                return;
            }
            desk.page().keyboard().press("Tab");
        }
        throw new AssertionError("the Tab key never comes to " + target);
    }

    private static void phone(Desk desk, String name) {
        var size = desk.page().viewportSize();
        desk.page().setViewportSize(390, 844);
        // Nothing may reach over the edge.
        await().atMost(SOON).untilAsserted(() -> assertThat((Boolean) desk.page()
                .evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")).isTrue());
        desk.screenshot(name);
        desk.page().setViewportSize(size.width, size.height);
    }

    private static Locator heading(Desk desk, String name) {
        return desk.page().getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(name).setLevel(1));
    }

    private static Locator link(Desk desk, String name) {
        return desk.page().getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator tab(Desk desk, String name) {
        return desk.page().getByRole(AriaRole.MAIN).getByRole(AriaRole.NAVIGATION)
                .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator region(Desk desk, String name) {
        return desk.page().getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator field(Desk desk, Pattern name) {
        return desk.page().getByRole(AriaRole.TEXTBOX, new Page.GetByRoleOptions().setName(name));
    }

    private static Locator select(Desk desk, String name) {
        return desk.page().getByRole(AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    private static Locator step(Locator order, String name) {
        return order.locator("[data-step=" + name + "]");
    }

    private static Locator.GetByRoleOptions named(String name) {
        return new Locator.GetByRoleOptions().setName(name).setExact(true);
    }

    private static LocatorAssertions.ContainsTextOptions atOnce() {
        return new LocatorAssertions.ContainsTextOptions().setTimeout((double) AT_ONCE.toMillis());
    }

    /** The end of a number as people read it. */
    private static Pattern asRead(String did) {
        var digits = did.substring(did.length() - 10);
        return Pattern.compile(digits.substring(0, 3) + "\\D*" + digits.substring(3, 6) + "\\D*" + digits.substring(6));
    }

    private static void mark(Desk desk) {
        desk.page().evaluate("window.notReloaded = true");
    }

    private static void wasNotReloaded(Desk desk) {
        assertThat(desk.page().evaluate("window.notReloaded")).isEqualTo(true);
    }

    // ------------------------------------------------------------------------------------------------ behind it all

    private static void carrier(Map<String, ?> switches) {
        hilo.control("faults", switches);
    }

    private static void behindOurBack(Map<String, ?> settings) {
        hilo.control("numbers", settings);
    }

    private static List<JsonNode> atCarrier() {
        return LocalSystem.elements(hilo.get(hilo.url("SIMULATOR") + "/control/numbers").body());
    }

    private static JsonNode atCarrier(String did) {
        return atCarrier().stream().filter(one -> one.path("TN").asText().equals(did.substring(1))).findFirst()
                .orElseThrow(() -> new AssertionError("the carrier does not have " + did));
    }

    private static Stream<String> numbersAtCarrier() {
        return atCarrier().stream().map(one -> "+" + one.path("TN").asText());
    }

    /** How often the carrier was asked to sell it and did. */
    private static long bought(String did) {
        return LocalSystem.elements(hilo.get(hilo.url("SIMULATOR") + "/control/calls").body()).stream()
                .filter(call -> call.path("method").asText().equals("POST") && call.path("path").asText()
                        .endsWith("/orderTn"))
                .filter(call -> call.path("status").asInt() == 200 && call.path("body").toString()
                        .contains(did.substring(1)))
                .count();
    }

    private static JsonNode number(String did) {
        return LocalSystem.json(hilo.get(hilo.url("GATEWAY") + "/api/numbers/" + did, "Authorization",
                bearer("marta")).body());
    }

    private static long refusedByItsCampaign(String did) {
        return LocalSystem.elements(hilo.get(hilo.url("SIMULATOR") + "/control/calls").body()).stream()
                .filter(call -> call.path("status").asInt() == 409 && call.path("body").toString()
                        .contains(did.substring(1)))
                .count();
    }

    /** A number that the account has, wired up and ready. */
    private static void adopt(String did, String team) {
        var answer = hilo.post(hilo.url("GATEWAY") + "/api/numbers/import",
                LocalSystem.text(Map.of("dids", List.of(did), "campaignId", "C0DEMO1",
                        "teams", List.of(team))),
                "Authorization", bearer("marta"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        await().atMost(SOON).untilAsserted(() -> assertThat(number(did).path("state").asText()).isEqualTo("active"));
    }

    private static String bearer(String user) {
        return "Bearer " + hilo.token(user);
    }
}
