package dev.hilo.acceptance;

import java.net.URLEncoder;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What an administrator sees of everything the carrier posted, and can do about what nobody could read. */
@OnStage(Scene.SHOP)
class JournalStoryIT {

    private static final String SUPPORT = "+17865551234";
    private static final Duration SOON = Duration.ofSeconds(15);

    private static LocalSystem hilo;
    private static Browser browser;

    @BeforeAll
    static void enter(Stage stage) {
        hilo = stage.hilo();
        browser = stage.browser();
    }

    @Test
    void everyDeliveryIsThereWithItsBytesAndWhatBecameOfIt() {
        var customer = "+13053302401";
        var text = "Hola, <b>¿abren</b> el sábado? 🙂";
        webhook(body(customer, text));
        webhook(body(customer, text));
        try (var ana = Desk.of("ana", browser, hilo.url("GATEWAY"), "es")) {
            ana.conversationWith(customer).click();
            assertThat(ana.bubble("¿abren").locator("[data-repeats]")).hasText("×2");
            ana.write("Sí, de 9 a 14 h.");
            assertThat(ana.bubble("Sí, de 9 a 14 h.")).hasAttribute("data-status", "delivered");
        }
        try (var root = Desk.of("root", browser, hilo.url("GATEWAY"), "es")) {
            journal(root, "Registro");
            filterByNumber(root, "Número", "305 330 2401");
            var rows = table(root, "Entregas");
            assertThat(rows.locator("[data-row]")).hasCount(3);
            var first = row(rows, "shown");
            assertThat(first).containsText(text);
            assertThat(first).containsText("(305) 330-2401");
            assertThat(row(rows, "folded")).containsText("Sumado a otro");
            assertThat(row(rows, "applied")).containsText("DELIVRD");
            root.screenshot("journal-es");

            root.page().getByLabel("Resultado").selectOption("folded");
            assertThat(rows.locator("[data-row]")).hasCount(1);
            root.page().getByLabel("Resultado").selectOption("");
            assertThat(rows.locator("[data-row]")).hasCount(3);

            link(first).focus();
            root.page().keyboard().press("Enter");
            var sheet = root.dialog("Entrega");
            assertThat(sheet.locator("[data-raw=text]")).containsText("\"Message\":\"Hola%2C+%3Cb%3E");
            assertThat(sheet.locator("[data-raw=text] b")).hasCount(0);
            assertThat(sheet).containsText("Se convirtió en un mensaje propio.");
            assertThat(sheet).containsText("Entregas del mismo mensaje");
            assertThat(sheet).containsText("message.inbound.v1");
            root.screenshot("journal-delivery-es");
            root.page().keyboard().press("Escape");
            assertThat(sheet).hasCount(0);
            assertThat(link(first)).isFocused();

            first.getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Ver en la conversación")).click();
            var bubble = root.bubble("¿abren");
            assertThat(bubble).isVisible();
            bubble.locator("[data-repeats]").click();
            var story = root.dialog("Historial de este mensaje");
            assertThat(story).containsText("Entrega 1, contada");
            assertThat(story).containsText("Entrega 2, contada");
            root.screenshot("journal-repeats-es");
            story.getByText("Entrega tal como llegó").last().click();
            assertThat(root.dialog("Entrega").locator("[data-raw=text]")).containsText("Hola%2C");
        }
    }

    @Test
    void aReplayShowsFirstWhatItWouldChangeAndThenChangesIt() throws SQLException {
        var customer = "+13053302402";
        webhook(body(customer, "See you at 6 pm, Ana & Leo"));
        webhook(body(customer, "Thanks"));
        try (var root = Desk.of("root", browser, hilo.url("GATEWAY"), "en")) {
            root.conversationWith(customer).click();
            assertThat(root.bubble("Thanks")).isVisible();
            // As a version that decoded nothing would have stored it.
            readAs(customer, "See you at 6 pm, Ana & Leo", "See+you+at+6+pm%2C+Ana+%26+Leo");

            journal(root, "Journal");
            filterByNumber(root, "Number", customer);
            var rows = table(root, "Deliveries");
            assertThat(rows.locator("[data-row]")).hasCount(2);
            root.button("Replay this range…").click();
            var replay = root.dialog("Replay");
            assertThat(replay).containsText("2 deliveries read, nothing changed yet.");
            var change = replay.locator("[data-change]");
            assertThat(change).hasCount(1);
            assertThat(change.locator("del").first()).containsText("+");
            assertThat(change.locator("ins").first()).isVisible();
            root.screenshot("journal-rehearsal-en");
            assertThat(messageOf(customer)).isEqualTo("See+you+at+6+pm%2C+Ana+%26+Leo");

            root.button("Replay 1 delivery").click();
            assertThat(replay).containsText("1 delivery reads differently");
            root.screenshot("journal-replay-question-en");
            root.button("Yes, replay").click();
            assertThat(replay.locator("[data-emitted]")).containsText("1 delivery emitted again.");
            root.screenshot("journal-replayed-en");
            await().atMost(SOON).untilAsserted(
                    () -> assertThat(messageOf(customer)).isEqualTo("See you at 6 pm, Ana & Leo"));
            root.button("Close").last().click();

            row(rows, "shown").last().getByRole(AriaRole.LINK, new Locator.GetByRoleOptions()
                    .setName("Show in the conversation")).click();
            var bubble = root.bubble("See you at 6 pm, Ana & Leo");
            assertThat(bubble).isVisible();
            bubble.locator("[data-trail]").click();
            var story = root.dialog("History of this message");
            assertThat(story).containsText("Corrected after it was read again");
            root.screenshot("journal-corrected-en");
        }
    }

    @Test
    void whatNobodyCouldReadIsTriedAgainAndDismissedWithAReason() {
        webhook("{\"Event\":\"something.new\",\"Marker\":\"quarantine-one\"}");
        // Refused, so that the carrier learns of it, and kept all the same.
        post("\u0000\u0001 no JSON at all, quarantine-two", 400);
        try (var root = Desk.of("root", browser, hilo.url("GATEWAY"), "en")) {
            journal(root, "Journal");
            tab(root, "Quarantine").click();
            var rows = table(root, "Quarantine");
            var one = rows.locator("[data-row]").filter(new Locator.FilterOptions().setHasText("quarantine-one"));
            var two = rows.locator("[data-row]").filter(new Locator.FilterOptions().setHasText("quarantine-two"));
            assertThat(one).isVisible();
            assertThat(two.locator("[data-control='U+0000']")).isVisible();
            root.screenshot("journal-quarantine-en");

            one.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(Pattern.compile("^Try .* again$")))
                    .click();
            assertThat(root.page().locator("[data-settled]")).containsText("1 still cannot be read:");
            assertThat(one).isVisible();
            root.screenshot("journal-still-en");

            one.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(Pattern.compile("^Dismiss"))).click();
            var dialog = root.dialog("Dismiss");
            dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Dismiss").setExact(true)).click();
            assertThat(dialog).containsText("Write a reason.");
            dialog.getByRole(AriaRole.TEXTBOX).fill("An event of the carrier that is not about texts");
            dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Dismiss").setExact(true)).click();
            assertThat(root.page().locator("[data-settled]")).containsText("1 dismissed.");
            assertThat(one).hasCount(0);
            assertThat(two).isVisible();

            root.button("Settled").click();
            assertThat(one.locator("[data-decision=dismissed]")).containsText("Dismissed by Root Admin");
            assertThat(one).containsText("An event of the carrier that is not about texts");
            root.screenshot("journal-settled-en");
            link(one).click();
            assertThat(root.dialog("Delivery").locator("[data-raw=text]")).containsText("something.new");
        }
    }

    @Test
    void aPoisonRecordBecomesADeadLetterAndIsDismissed() throws InterruptedException, ExecutionException {
        var contact = "+13053302404";
        poison("message.inbound", SUPPORT + "|" + contact, "{\"type\":\"message.inbound.v1\",\"poison\":true}");
        webhook(body(contact, "Lo que viene detrás sigue su camino"));
        try (var root = Desk.of("root", browser, hilo.url("GATEWAY"), "es")) {
            assertThat(root.conversationWith(contact)).containsText("Lo que viene detrás sigue su camino");
            journal(root, "Registro");
            await().atMost(SOON).untilAsserted(() -> assertThat(LocalSystem.elements(get("root",
                    "/api/journal/letters/message.inbound.dlq").body())).isNotEmpty());
            root.page().reload();
            assertThat(root.page().locator("[data-badge]")).isVisible();
            tab(root, "Fallidos").click();
            var topic = root.page().locator("[data-topic='message.inbound.dlq']");
            assertThat(topic).hasAttribute("data-open", "1");
            root.screenshot("journal-letters-es");
            topic.getByRole(AriaRole.LINK).click();
            var record = table(root, "Mensajes entrantes").locator("[data-row]");
            assertThat(record).hasCount(1);
            link(record).click();
            var sheet = root.dialog("Fallido");
            assertThat(sheet.locator("[data-raw=text]")).hasText("{\"type\":\"message.inbound.v1\",\"poison\":true}");
            assertThat(sheet).containsText("dead-letter-reason");
            root.screenshot("journal-letter-es");
            root.page().keyboard().press("Escape");

            record.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(Pattern.compile("^Descartar")))
                    .click();
            var dialog = root.dialog("Descartar");
            dialog.getByRole(AriaRole.TEXTBOX).fill("Lo puso una prueba");
            dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Descartar").setExact(true))
                    .click();
            assertThat(root.page().locator("[data-settled]")).containsText("1 descartado.");
            assertThat(record).hasCount(0);
            root.button("Resueltas").click();
            assertThat(record.locator("[data-decision=dismissed]")).containsText("Descartado por Root Admin");
        }
    }

    @Test
    void theJournalIsForAdministratorsOnly() {
        try (var ana = Desk.of("ana", browser, hilo.url("GATEWAY"), "es")) {
            assertThat(ana.page().getByRole(AriaRole.LINK, new Page.GetByRoleOptions()
                    .setName(Pattern.compile("^Registro")))).hasCount(0);
            ana.page().navigate(hilo.url("GATEWAY") + "/journal");
            assertThat(ana.page().getByText("Solo para administradores")).isVisible();
            ana.screenshot("journal-refused-es");
        }
        var refused = get("ana", "/api/journal/deliveries");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(LocalSystem.json(refused.body()).path("title").asText()).isNotBlank();
    }

    private static void journal(Desk root, String name) {
        root.page().getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(Pattern.compile("^" + name))).click();
        assertThat(root.page().getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(name).setLevel(1)))
                .isVisible();
    }

    private static Locator tab(Desk root, String name) {
        return root.page().getByRole(AriaRole.MAIN).getByRole(AriaRole.NAVIGATION).getByRole(AriaRole.LINK,
                new Locator.GetByRoleOptions().setName(Pattern.compile("^" + name)));
    }

    private static Locator table(Desk root, String name) {
        return root.page().getByRole(AriaRole.TABLE, new Page.GetByRoleOptions().setName(name));
    }

    private static void filterByNumber(Desk root, String label, String number) {
        var field = root.page().getByLabel(label, new Page.GetByLabelOptions().setExact(true));
        field.fill(number);
        field.press("Enter");
    }

    private static Locator row(Locator rows, String verdict) {
        return rows.locator("[data-row]:has([data-verdict=" + verdict + "])");
    }

    private static Locator link(Locator row) {
        return row.locator("[data-row-start]");
    }

    /** As the carrier posts a text: in its own members, encoded once. */
    private static String body(String from, String text) {
        return LocalSystem.text(Map.of("From", from.substring(1), "To", new String[]{SUPPORT.substring(1)},
                "Message", URLEncoder.encode(text, UTF_8)));
    }

    private static void webhook(String body) {
        post(body, 200);
    }

    private static void post(String body, int status) {
        var answer = hilo.carrierPosts(body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    }

    private static java.net.http.HttpResponse<String> get(String user, String path) {
        return hilo.get(hilo.url("GATEWAY") + path, "Authorization", "Bearer " + hilo.token(user));
    }

    private static void poison(String topic, String key, String value)
            throws InterruptedException, ExecutionException {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", "127.0.0.1:" + hilo.port("KAFKA")),
                new StringSerializer(), new StringSerializer())) {
            var _ = producer.send(new ProducerRecord<>(topic, key, value)).get();
        }
    }

    /** Changes what is stored of a text behind everybody's back. */
    private static void readAs(String contact, String text, String stored) throws SQLException {
        try (var connection = DriverManager.getConnection(database(), "messaging", "messaging");
                var update = connection
                        .prepareStatement(
                                "update message set body = ?, fingerprint = md5(body) where external = ? and body = ?")) {
            update.setString(1, stored);
            update.setString(2, contact);
            update.setString(3, text);
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
    }

    /** The oldest text of a contact, as it is stored. */
    private static String messageOf(String contact) throws SQLException {
        try (var connection = DriverManager.getConnection(database(), "messaging", "messaging");
                var query = connection
                        .prepareStatement("select body from message where external = ? order by seq limit 1")) {
            query.setString(1, contact);
            try (var found = query.executeQuery()) {
                assertThat(found.next()).isTrue();
                return found.getString(1);
            }
        }
    }

    private static String database() {
        return "jdbc:postgresql://127.0.0.1:" + hilo.port("POSTGRES") + "/messaging";
    }
}
