package dev.hilo.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

/** What a manager sees of the contact centre: now, and over days. Each test begins with an empty desk. */
@OnStage(value = Scene.EMPTY, act = 1)
class BoardStoryIT {

    private static final String SUPPORT = "+17865551234";
    private static final String SALES = "+17865550100";

    /** A board is read again so often, beside what moves on it. */
    private static final Duration LOOK = Duration.ofSeconds(15);

    private static LocalSystem hilo;
    private static Browser browser;

    @BeforeAll
    static void enter(Stage stage) {
        hilo = stage.hilo();
        browser = stage.browser();
    }

    @BeforeEach
    void nobodyWaits() {
        hilo.closeConversations();
    }

    /** Others play here too: everybody is always there again. */
    @AfterEach
    void nobodyKeepsHours() {
        var answer = hilo.delete(hilo.url("GATEWAY") + "/api/teams/sales/hours", "Authorization",
                "Bearer " + hilo.token("marta"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
    }

    @Test
    void theBoardFollowsWhatHappensAndLeadsToIt() {
        var customer = "+13053302501";
        try (var marta = Desk.of("marta", browser, hilo.url("GATEWAY"), "es");
                var ana = Desk.of("ana", browser, hilo.url("GATEWAY"), "es")) {
            marta.page().getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Panel e informes")).click();
            assertThat(heading(marta, "Panel en vivo")).isVisible();
            assertThat(figure(marta, "waiting")).hasText("0");

            webhook(customer, "Hola, ¿hay alguien?");
            assertThat(figure(marta, "waiting")).hasText("1");
            var support = marta.page().locator("[data-did='" + SUPPORT + "']");
            assertThat(support.locator("[data-wait=calm]")).isVisible();
            var before = support.locator("time").textContent();
            assertThat(support.locator("time")).not().hasText(before);
            Accessibility.isGiven(marta, "the board");
            marta.screenshot("board-es");

            ana.conversationWith(customer).click();
            ana.write("Sí, dígame.");
            assertThat(figure(marta, "waiting")).hasText("0");
            assertThat(marta.page().locator("[data-agent=ana][data-online=true]")).isVisible();
            assertThat(marta.page().locator("[data-tile=reply]")).containsText(Pattern.compile("[1-9]\\d* respuesta"));

            webhook(customer, "Gracias, otra pregunta");
            assertThat(figure(marta, "waiting")).hasText("1");
            support.getByRole(AriaRole.LINK).click();
            assertThat(marta.conversationWith(customer)).isVisible();
            assertThat(marta.page()).hasURL(Pattern.compile("filter=unanswered&did=%2B17865551234"));

            marta.page().navigate(hilo.url("GATEWAY") + "/board?wall");
            assertThat(marta.page().locator("[data-wall]")).isVisible();
            assertThat(marta.page().getByRole(AriaRole.NAVIGATION)).hasCount(0);
            marta.page().setViewportSize(1920, 1080);
            Accessibility.isGiven(marta, "the wall");
            marta.screenshot("board-wall-es");
            marta.page().keyboard().press("Escape");
            assertThat(heading(marta, "Panel en vivo")).isVisible();
        }
    }

    @Test
    void reportsTellOfTheDaysAndGoIntoASpreadsheet() {
        var customer = "+13053302502";
        webhook(customer, "Is my order there?");
        try (var ana = Desk.of("ana", browser, hilo.url("GATEWAY"), "en")) {
            ana.conversationWith(customer).click();
            ana.write("It is, since this morning.");
            assertThat(ana.bubble("It is, since this morning.")).hasAttribute("data-status", "delivered");
            ana.button("Close conversation").click();
        }
        // Hours are counted behind the texts' backs.
        await().atMost(Duration.ofSeconds(40)).untilAsserted(
                () -> assertThat(get("marta", "/api/reports/conversations?group=agent")).contains("\"key\":\"ana\"")
                        .contains("\"sent\":1"));
        try (var marta = Desk.of("marta", browser, hilo.url("GATEWAY"), "en")) {
            marta.page().navigate(hilo.url("GATEWAY") + "/reports");
            assertThat(heading(marta, "Reports")).isVisible();
            var volume = marta.page().getByRole(AriaRole.SLIDER,
                    new Page.GetByRoleOptions().setName("Texts sent and received, by day"));
            assertThat(volume).hasAttribute("aria-valuetext", Pattern.compile("[1-9]\\d* sent, [1-9]\\d* received$"));
            volume.focus();
            marta.page().keyboard().press("ArrowLeft");
            assertThat(volume).hasAttribute("aria-valuetext", Pattern.compile(": 0 sent, 0 received$"));
            Accessibility.isGiven(marta, "reports by day");
            marta.screenshot("reports-day-en");

            marta.button("Agent").click();
            assertThat(marta.page().locator("[data-report-table] [data-row=ana]")).isVisible();
            assertThat(marta.page().locator("[data-bar=ana]")).isVisible();
            Accessibility.isGiven(marta, "reports by agent");
            marta.screenshot("reports-agent-en");

            marta.button("Download").click();
            var file = marta.page().waitForDownload(() -> marta.page().locator("[data-csv=excel]").click());
            assertThat(file.suggestedFilename()).matches("hilo-agent-.*\\.csv");
            assertThat(read(file.path())).startsWith("\uFEFFagent,received,sent,").contains("\r\nana,,");

            marta.page().navigate(hilo.url("GATEWAY") + "/reports?range=yesterday");
            assertThat(marta.page().getByText("Nothing happened in these days")).isVisible();
        }
        try (var leo = Desk.of("leo", browser, hilo.url("GATEWAY"), "es")) {
            leo.page().navigate(hilo.url("GATEWAY") + "/board");
            assertThat(leo.page().locator("[data-did]").first()).isVisible();
            assertThat(leo.page().locator("[data-did='" + SUPPORT + "']")).hasCount(0);
        }
    }

    /** From a text at a closed door over the opening to the answer: on the board and in the reports. */
    @Test
    void waitingCountsWhileSomebodyOfTheTeamIsThere() {
        var zone = zoneByDay();
        try (var marta = Desk.of("marta", browser, hilo.url("GATEWAY"), "es");
                var leo = Desk.of("leo", browser, hilo.url("GATEWAY"), "en")) {
            leo.page().navigate(hilo.url("GATEWAY") + "/board");
            assertThat(line(leo)).isVisible();
            assertThat(withinHours(leo)).hasCount(0);

            hoursOfToday(marta, "Poner horario: sales", zone, today -> {
                // Others keep what a team is offered: nine to five on five days.
                var remove = today.getByRole(AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(Pattern.compile("^Quitar")));
                if (remove.count() > 0) {
                    remove.click();
                }
                assertThat(today).containsText("No está");
            });
            assertThat(marta.page().locator("[data-team=sales] [data-there=false]"))
                    .hasText(Pattern.compile("^Vuelve "));
            var wrote = customerMeetsAClosedDoor(leo);

            // More than a quarter of a minute after the text, however late it is when the hours are saved.
            var opens = wrote.plusSeconds(75).truncatedTo(ChronoUnit.MINUTES);
            hoursOfToday(marta, "Editar: sales", zone, today -> {
                today.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(Pattern.compile("^Añadir")))
                        .click();
                today.getByLabel(Pattern.compile("desde$")).fill(LocalTime.ofInstant(opens, zone).toString());
                today.getByLabel(Pattern.compile("hasta$")).fill("00:00");
            });
            theDoorOpens(marta, wrote, opens);

            assertThat(leo.page().locator("[data-outside-hours]")).hasCount(0);
            leo.write("We are now.");
            assertThat(leo.bubble("We are now.")).hasAttribute("data-status", "delivered");
            assertThat(figure(marta, "waiting")).hasText("0");
            theFirstReplyIsFaster(marta, Duration.between(wrote, opens));
        }
    }

    /** Returns when the text was written; leo has its conversation open then. */
    private static Instant customerMeetsAClosedDoor(Desk leo) {
        var customer = "+13053302503";
        webhook(customer, SALES, "Are you open?");
        var stands = line(leo).locator("[data-stands]");
        assertThat(figure(leo, "waiting")).hasText("1");
        assertThat(stands.locator("time")).hasText("0:00");
        assertThat(stands).containsText("nobody is there now");
        assertThat(leo.page().locator("[data-tile=oldest]")).containsText("nobody is there now");
        assertThat(withinHours(leo)).isChecked();

        withinHours(leo).click();
        assertThat(stands).hasCount(0);
        var runs = line(leo).locator("time");
        assertThat(runs).not().hasText(Pattern.compile("^0:0[0-2]$"));
        var wrote = Instant.parse(runs.getAttribute("datetime"));
        withinHours(leo).click();
        assertThat(stands.locator("time")).hasText("0:00");
        Accessibility.isGiven(leo, "the board of a team that is not there");
        leo.screenshot("board-away-en");

        line(leo).getByRole(AriaRole.LINK).click();
        leo.conversationWith(customer).click();
        assertThat(leo.page().locator("[data-outside-hours]")).containsText("Outside the team’s hours, back ");
        return wrote;
    }

    private static void theDoorOpens(Desk marta, Instant wrote, Instant opens) {
        marta.page().navigate(hilo.url("GATEWAY") + "/board");
        var counts = line(marta).locator("[data-wait]:not([data-stands]) time");
        assertThat(counts).isVisible(new LocatorAssertions.IsVisibleOptions()
                .setTimeout((double) Duration.between(wrote, opens).plus(LOOK.multipliedBy(2)).toMillis()));
        assertThat(Instant.parse(counts.getAttribute("datetime"))).isBetween(opens, opens.plusSeconds(2));
        var before = counts.textContent();
        assertThat(counts).not().hasText(before);
        marta.screenshot("board-opened-es");

        withinHours(marta).click();
        assertThat(counts).hasAttribute("datetime", wrote.toString());
        withinHours(marta).click();
    }

    private static void theFirstReplyIsFaster(Desk marta, Duration beforeOpening) {
        // What a wait comes to is worked out behind the back of who answers.
        await().atMost(Duration.ofSeconds(40)).untilAsserted(
                () -> assertThat(firstReply("&hours=open")).isCloseTo(firstReply("") - beforeOpening.toMillis() / 1e3,
                        within(1.0)));
        marta.page().navigate(hilo.url("GATEWAY") + "/reports?did=" + SALES.replace("+", "%2B"));
        assertThat(heading(marta, "Informes")).isVisible();
        assertThat(withinHours(marta)).isChecked();
        var day = marta.page().getByRole(AriaRole.SLIDER,
                new Page.GetByRoleOptions().setName("Tiempo hasta la primera respuesta, por día"));
        assertThat(day).hasAttribute("aria-valuetext", Pattern.compile(": la mitad en \\d"));
        var total = marta.page().locator("[data-total-of=firstReply] dd");
        var dayWithin = day.getAttribute("aria-valuetext");
        var totalWithin = total.textContent();
        Accessibility.isGiven(marta, "reports within opening hours");
        marta.screenshot("reports-hours-es");

        withinHours(marta).click();
        assertThat(marta.page()).hasURL(Pattern.compile("hours=all"));
        assertThat(day).not().hasAttribute("aria-valuetext", dayWithin);
        assertThat(day).hasAttribute("aria-valuetext", Pattern.compile(": la mitad en \\d"));
        assertThat(total).not().hasText(totalWithin);
    }

    /**
     * In seconds; -1 while it is not known.
     *
     * @param parameters more of the question; without them every hour counts
     */
    private static double firstReply(String parameters) {
        var report = get("marta", "/api/reports/conversations?group=day&did=" + SALES.replace("+", "%2B") + parameters);
        return LocalSystem.json(report).path("total").path("firstReply").path("p50").asDouble(-1);
    }

    /** Of one whose day is neither young nor nearly over, so that what is set for today holds while a story lasts. */
    private static ZoneId zoneByDay() {
        return Stream.of("America/New_York", "Europe/Madrid").map(ZoneId::of)
                .filter(zone -> LocalTime.now(zone).getHour() >= 1 && LocalTime.now(zone).getHour() < 22).findFirst()
                .orElseThrow();
    }

    /** @param button by which the hours of the team are opened */
    private static void hoursOfToday(Desk marta, String button, ZoneId zone, Consumer<Locator> change) {
        marta.page().navigate(hilo.url("GATEWAY") + "/workspace/hours");
        marta.button(button).click();
        var dialog = marta.dialog("Horario de sales");
        dialog.getByLabel("Zona horaria").selectOption(zone.getId());
        var today = LocalDate.now(zone).getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
        change.accept(dialog.locator("[data-day=" + today.toLowerCase(Locale.ROOT) + "]"));
        dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Guardar")).click();
        assertThat(dialog).hasCount(0);
    }

    /** The switch that says which hours count; not there while no team has any. */
    private static Locator withinHours(Desk desk) {
        return desk.page().getByRole(AriaRole.SWITCH,
                new Page.GetByRoleOptions().setName(Pattern.compile("Within opening hours|Dentro del horario")));
    }

    /** What the board says of the number that sells. */
    private static Locator line(Desk desk) {
        return desk.page().locator("[data-did='" + SALES + "']");
    }

    private static Locator heading(Desk desk, String name) {
        return desk.page().getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(name).setLevel(1));
    }

    private static Locator figure(Desk desk, String tile) {
        return desk.page().locator("[data-tile=" + tile + "] [data-figure]");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void webhook(String from, String text) {
        webhook(from, SUPPORT, text);
    }

    private static void webhook(String from, String to, String text) {
        var answer = hilo.carrierPosts(LocalSystem.text(Map.of("from", from, "to", to, "body", text)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    private static String get(String user, String path) {
        return hilo.get(hilo.url("GATEWAY") + path, "Authorization", "Bearer " + hilo.token(user)).body();
    }
}
