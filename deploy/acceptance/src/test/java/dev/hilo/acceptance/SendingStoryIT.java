package dev.hilo.acceptance;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What agents see of a text that may not be sent, has not been sent, or of which nobody knows. The first on its stage:
 * nobody may have sent from the paced number in the minute before.
 */
@OnStage(value = Scene.SHOP, act = 1)
class SendingStoryIT {

    private static final String SUPPORT = "+17865551234";
    /** Paced so that the second text of a minute waits. */
    private static final String SALES = "+17865550100";
    private static final Duration SOON = Duration.ofSeconds(15);
    private static final LocatorAssertions.IsVisibleOptions AT_ONCE = new LocatorAssertions.IsVisibleOptions()
            .setTimeout(5_000);
    /** Where {@link #options} make it night. */
    private static final String RHODE_ISLANDER = "+14013330120";
    private static final ZoneId RHODE_ISLAND = ZoneId.of("America/New_York");
    /**
     * The minute in which it is not night in Rhode Island. Real nights cannot be waited for; everybody else may be
     * written to at any hour, so that the other tests pass at any.
     */
    private static LocalTime morning;

    private static LocalSystem hilo;
    private static Browser browser;

    @BeforeAll
    static void enter(Stage stage) {
        hilo = stage.hilo();
        browser = stage.browser();
    }

    @AfterEach
    void aCarrierThatBehaves() {
        carrier(Map.of("send", "ok", "receipts", "on", "only", "", "delayMs", 0));
    }

    @Test
    void stopFromThePhoneClosesTheComposerAtOnceAndStartOpensItAgain() {
        var customer = "+13053302301";
        try (var ana = Desk.of("ana", browser, hilo.url("GATEWAY"), "es")) {
            open(ana, customer, SUPPORT, "Hola, ¿tienen citas mañana?");

            hilo.customerWrites(customer, SUPPORT, "STOP");

            assertThat(ana.banner("opt-out")).isVisible(AT_ONCE);
            assertThat(ana.banner("opt-out")).containsText("Este contacto pidió no recibir más mensajes");
            assertThat(ana.banner("opt-out").locator("blockquote")).hasText("STOP");
            assertThat(ana.systemLine("El contacto pidió no recibir más mensajes")).isVisible();
            assertThat(ana.composer()).not().isEditable();
            assertThat(ana.button("Enviar")).hasAttribute("aria-disabled", "true");
            await().atMost(SOON).untilAsserted(() -> assertThat(hilo.textsSentTo(customer)).hasSize(1));
            assertThat(ana.bubble("responda START").or(ana.bubble("reply START")))
                    .hasAttribute("data-status", "delivered");
            ana.screenshot("opted-out-es");

            var refused = send("ana", SUPPORT, customer, "Una cosa más…");
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(422);
            assertThat(LocalSystem.json(refused.body()).path("type").asText()).endsWith("opted-out");
            await().during(Duration.ofSeconds(2)).atMost(SOON)
                    .untilAsserted(() -> assertThat(hilo.textsSentTo(customer)).as("one confirmation").hasSize(1));

            hilo.customerWrites(customer, SUPPORT, "START");

            assertThat(ana.systemLine("Se puede volver a escribir a este contacto")).isVisible(AT_ONCE);
            assertThat(ana.banner("opt-out")).hasCount(0);
            assertThat(ana.composer()).isEditable();
            ana.write("¡Qué bien! Mañana a las 10 hay sitio.");
            assertThat(ana.bubble("Mañana a las 10 hay sitio.")).hasAttribute("data-status", "delivered");
            ana.screenshot("opted-in-again-es");
        }
    }

    @Test
    void aTextThatOnlyBeginsWithStopIsForAnAgentToUnderstand() {
        var customer = "+13053302302";
        try (var ana = Desk.of("ana", browser, hilo.url("GATEWAY"), "en")) {
            open(ana, customer, SUPPORT, "Is my order ready?");

            hilo.customerWrites(customer, SUPPORT, "Stop by at 5?");

            assertThat(ana.banner("unclear")).isVisible(AT_ONCE);
            assertThat(ana.banner("unclear")).containsText("Did they ask for no more texts?");
            assertThat(ana.banner("unclear").locator("blockquote")).hasText("Stop by at 5?");
            assertThat(ana.composer()).isEditable();
            ana.screenshot("consent-unclear-en");
            ana.button("No, go on").click();

            assertThat(ana.banner("unclear")).hasCount(0);
            assertThat(ana.systemLine("Texts continue: the contact did not ask to stop")).isVisible();
            assertThat(ana.bubble("Stop by at 5?")).hasAttribute("data-direction", "inbound");
            ana.write("Yes, we are open until 6.");
            assertThat(ana.bubble("Yes, we are open until 6.")).hasAttribute("data-status", "delivered");
            assertThat(hilo.textsSentTo(customer)).containsExactly("Yes, we are open until 6.");
            ana.screenshot("consent-kept-en");
        }
    }

    @Test
    void aManagerTakesAnOptOutBackAndThePanelSaysWhoWhenAndInWhichWords() {
        var customer = "+13053302303";
        try (var ana = Desk.of("ana", browser, hilo.url("GATEWAY"), "es");
                var marta = Desk.of("marta", browser, hilo.url("GATEWAY"), "en")) {
            open(ana, customer, SUPPORT, "¿Me pueden llamar?");
            marta.conversationWith(customer).click();
            hilo.customerWrites(customer, SUPPORT, "Baja.");
            assertThat(ana.banner("opt-out")).isVisible();
            assertThat(ana.button("Volver a permitir…")).hasCount(0);

            marta.button("Allow again…").click();
            marta.page().getByLabel("How did the contact ask for it?").fill("By phone: meant another shop");
            marta.screenshot("allow-again-en");
            marta.button("Allow").click();

            assertThat(marta.banner("opt-out")).hasCount(0);
            assertThat(marta.systemLine("Texts to this contact are allowed again"))
                    .containsText(Pattern.compile("\\byou\\b", Pattern.CASE_INSENSITIVE));
            assertThat(ana.banner("opt-out")).hasCount(0);
            assertThat(ana.composer()).isEditable();
            marta.button("Consent and hours").click();
            var panel = marta.dialog("Consent and hours");
            assertThat(panel.locator("[data-standing]")).hasAttribute("data-standing", "open");
            var allowed = entry(panel, "Texts allowed again");
            assertThat(allowed).containsText("Recorded by Marta Manager");
            assertThat(allowed).containsText("Reason: By phone: meant another shop");
            assertThat(Instant.parse(allowed.locator("time").getAttribute("datetime")))
                    .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(5));
            var asked = entry(panel, "Asked for no more texts");
            assertThat(asked.locator("q")).hasText("Baja.");
            assertThat(asked).containsText("Recognised: BAJA");
            assertThat(asked).containsText("Ya no le enviaremos mensajes.");
            marta.screenshot("consent-panel-en");

            ana.write("La llamamos esta tarde.");
            assertThat(ana.bubble("La llamamos esta tarde.")).hasAttribute("data-status", "delivered");
        }
    }

    @Test
    void aTextWithoutAnAnswerIsSentAgainOnlyWhenAPersonSaysSo() {
        var customer = "+13053302304";
        try (var ana = Desk.of("ana", browser, hilo.url("GATEWAY"), "es")) {
            open(ana, customer, SUPPORT, "¿Cuál es la dirección?");
            carrier(Map.of("send", "timeout-after-accept", "delayMs", 2_500, "receipts", "off", "only", customer));

            ana.write("Calle Ocho 1234, Miami.");

            var bubble = ana.bubble("Calle Ocho 1234, Miami.");
            assertThat(bubble).hasAttribute("data-status", "unconfirmed");
            assertThat(bubble).containsText("Puede que se haya entregado.");
            assertThat(bubble).containsText("El operador no respondió a tiempo.");
            ana.screenshot("unconfirmed-es");
            bubble.locator("[data-trail]").click();
            var trail = ana.dialog("Historial de este mensaje");
            assertThat(trail.locator("[data-trail-status]")).hasAttribute("data-trail-status", "unconfirmed");
            assertThat(trail).containsText("Escrito por Ana Soporte");
            assertThat(trail).containsText("Intento 1: resultado desconocido");
            ana.screenshot("unconfirmed-trail-es");
            trail.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Cerrar").setExact(true)).last()
                    .click();
            await().during(Duration.ofSeconds(2)).atMost(SOON)
                    .untilAsserted(() -> assertThat(hilo.textsSentTo(customer)).as("never by itself").hasSize(1));

            carrier(Map.of("send", "ok", "delayMs", 0, "receipts", "on", "only", ""));
            ana.button("¿Enviar otra vez?").click();
            assertThat(bubble).containsText("El contacto podría recibirlo dos veces.");
            assertThat(hilo.textsSentTo(customer)).as("not before it is confirmed").hasSize(1);
            ana.screenshot("send-again-question-es");
            ana.button("Sí, enviar otra vez").click();

            assertThat(bubble).hasAttribute("data-status", "delivered");
            assertThat(hilo.textsSentTo(customer)).containsExactly("Calle Ocho 1234, Miami.",
                    "Calle Ocho 1234, Miami.");
            var story = message("ana", bubble.getAttribute("data-message-id"));
            assertThat(story.path("author").asText()).isEqualTo("ana");
            assertThat(story.path("attempts")).hasSize(2);
            assertThat(story.path("decisions")).singleElement().satisfies(decision -> {
                assertThat(decision.path("kind").asText()).isEqualTo("sent-again");
                assertThat(decision.path("by").asText()).isEqualTo("ana");
                assertThat(decision.path("was").asText()).isEqualTo("unconfirmed");
            });
            bubble.locator("[data-trail]").click();
            assertThat(trail).containsText("Enviado otra vez por Ana Soporte");
            assertThat(trail).containsText("Intento 2: aceptado por el operador");
            ana.screenshot("sent-again-trail-es");
        }
    }

    @Test
    void aRefusalIsToldInPlainWordsInBothLanguages() {
        var customer = "+13053302305";
        try (var ana = Desk.of("ana", browser, hilo.url("GATEWAY"), "es");
                var marta = Desk.of("marta", browser, hilo.url("GATEWAY"), "en")) {
            open(ana, customer, SUPPORT, "¿Hay entrega a domicilio?");
            carrier(Map.of("send", "409", "only", customer));

            ana.write("Sí, en todo Miami.");

            var bubble = ana.bubble("Sí, en todo Miami.");
            assertThat(bubble).hasAttribute("data-status", "failed");
            var reason = bubble.locator("[data-reason=carrier-number]");
            assertThat(reason).hasText("El operador no deja enviar desde este número. Un responsable debe revisar el "
                    + "número y su campaña; después, envíalo otra vez.");
            ana.screenshot("refused-es");
            marta.conversationWith(customer).click();
            assertThat(marta.bubble("Sí, en todo Miami.").locator("[data-reason=carrier-number]"))
                    .hasText("The carrier does not let this number send. A manager has to check the number and its "
                            + "campaign; then send it again.");
            marta.screenshot("refused-en");
            marta.bubble("Sí, en todo Miami.").locator("[data-trail]").click();
            var trail = marta.dialog("History of this message");
            assertThat(trail).containsText("Attempt 1: refused by the carrier");
            marta.screenshot("refused-trail-en");

            carrier(Map.of("send", "ok", "only", ""));
            ana.button("Reintentar").click();
            assertThat(bubble).hasAttribute("data-status", "delivered");
            assertThat(hilo.textsSentTo(customer)).containsExactly("Sí, en todo Miami.");
        }
    }

    @Test
    void whoeverAnsweredMeanwhileIsNamedAndTheDraftIsKept() {
        var customer = "+13053302306";
        try (var ana = Desk.of("ana", browser, hilo.url("GATEWAY"), "es");
                var marta = Desk.of("marta", browser, hilo.url("GATEWAY"), "en")) {
            open(ana, customer, SUPPORT, "¿A qué hora cierran?");
            marta.conversationWith(customer).click();
            // A slow line: what ana sends is held up until marta's answer is there.
            var heldUp = new AtomicReference<Route>();
            ana.page().route("**/api/messages/send", heldUp::set);
            ana.write("Cerramos a las 6 de la tarde.");
            ana.page().waitForCondition(() -> heldUp.get() != null);
            marta.write("A las 6.");
            assertThat(marta.bubble("A las 6.")).hasAttribute("data-status", "delivered");
            heldUp.get().resume();
            ana.page().unroute("**/api/messages/send");

            var question = ana.page().getByRole(AriaRole.ALERTDIALOG);
            assertThat(question).containsText("Llegó algo nuevo mientras escribías");
            assertThat(question).containsText(Pattern.compile("Marta Manager respondió hace.\\d+.s: ¿enviar de todas"));
            assertThat(question.getByRole(AriaRole.LISTITEM)).containsText("A las 6.");
            assertThat(ana.composer()).hasValue("Cerramos a las 6 de la tarde.");
            assertThat(ana.bubble("A las 6.")).isVisible();
            assertThat(hilo.textsSentTo(customer)).containsExactly("A las 6.");
            ana.screenshot("stale-question-es");
            ana.button("Seguir escribiendo").click();
            assertThat(question).hasCount(0);
            assertThat(ana.composer()).hasValue("Cerramos a las 6 de la tarde.");

            heldUp.set(null);
            ana.page().route("**/api/messages/send", heldUp::set);
            ana.write("Cerramos a las 6 de la tarde.");
            ana.page().waitForCondition(() -> heldUp.get() != null);
            marta.write("See you then!");
            assertThat(marta.bubble("See you then!")).hasAttribute("data-status", "delivered");
            heldUp.get().resume();
            ana.page().unroute("**/api/messages/send");
            ana.button("Enviar de todas formas").click();

            assertThat(ana.bubble("Cerramos a las 6 de la tarde.")).hasAttribute("data-status", "delivered");
            assertThat(ana.composer()).hasValue("");
            assertThat(hilo.textsSentTo(customer)).containsExactly("A las 6.", "See you then!",
                    "Cerramos a las 6 de la tarde.");
        }
    }

    @Test
    void aFirstTextAtNightIsScheduledForTheirMorningAndCanBeCalledOff() {
        var hour = morning.getHour() + ":00.AM \\(their time\\)";
        try (var ana = Desk.of("ana", browser, hilo.url("GATEWAY"), "en")) {
            ana.button("New conversation").click();
            var dialog = ana.dialog("New conversation");
            dialog.getByLabel("To", new Locator.GetByLabelOptions().setExact(true)).fill("(401) 333-0120");
            dialog.getByLabel("Message").fill("Hello from Miami! Your order is on its way.");
            dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Send").setExact(true)).click();
            assertThat(dialog.getByRole(AriaRole.ALERT)).containsText("for this contact.");
            ana.screenshot("night-first-text-en");
            assertThat(hilo.textsSentTo(RHODE_ISLANDER)).isEmpty();
            dialog.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions()
                    .setName(Pattern.compile("^Schedule for " + hour))).click();

            var bubble = ana.bubble("Hello from Miami!");
            assertThat(bubble).hasAttribute("data-status", "queued");
            assertThat(bubble.locator("[data-waiting=scheduled]"))
                    .containsText(Pattern.compile("^Scheduled, leaves .*\\d:\\d\\d"));
            var waiting = message("ana", bubble.getAttribute("data-message-id")).path("waiting");
            assertThat(Instant.parse(waiting.path("expectedAt").asText()).atZone(RHODE_ISLAND).toLocalTime())
                    .isEqualTo(morning);
            ana.screenshot("night-scheduled-en");

            ana.composer().fill("It comes by mail.");
            var offer = ana.page().locator("[data-night]");
            assertThat(offer).containsText("for this contact.");
            offer.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions()
                    .setName(Pattern.compile("^Schedule for " + hour))).click();
            var second = ana.bubble("It comes by mail.");
            assertThat(second.locator("[data-waiting=scheduled]")).isVisible();

            for (var text : List.of(bubble, second)) {
                text.getByText("Cancel sending").click();
                assertThat(text).hasAttribute("data-status", "failed");
                assertThat(text.locator("[data-reason=cancelled]")).containsText("Cancelled before it left.");
            }
            ana.screenshot("night-cancelled-en");
            assertThat(hilo.textsSentTo(RHODE_ISLANDER)).isEmpty();
        }
    }

    @Test
    void aTextThatThePaceHoldsBackSaysWhenItLeaves() {
        var customer = "+13053302308";
        try (var leo = Desk.of("leo", browser, hilo.url("GATEWAY"), "es")) {
            open(leo, customer, SALES, "¿Cuánto cuesta?");
            leo.write("Son 40 dólares.");
            assertThat(leo.bubble("Son 40 dólares.")).hasAttribute("data-status", "delivered");

            leo.write("Con envío, 45.");

            var bubble = leo.bubble("Con envío, 45.");
            assertThat(bubble.locator("[data-waiting=pace]")).containsText(Pattern.compile(
                    "Sale en ~\\d+.(s|min): el operador limita cuántos por minuto"));
            var waiting = message("leo", bubble.getAttribute("data-message-id")).path("waiting");
            assertThat(Instant.parse(waiting.path("expectedAt").asText()))
                    .isBetween(Instant.now().plusSeconds(30), Instant.now().plusSeconds(61));
            leo.screenshot("paced-es");
            assertThat(hilo.textsSentTo(customer)).containsExactly("Son 40 dólares.");
            leo.button("Cancelar el envío").click();
            assertThat(bubble.locator("[data-reason=cancelled]")).containsText("Cancelado antes de salir.");
        }
    }

    /** A customer writes, and an agent opens the conversation. */
    private static void open(Desk desk, String customer, String number, String text) {
        hilo.customerWrites(customer, number, text);
        desk.conversationWith(customer).click();
        assertThat(desk.bubble(text)).isVisible();
    }

    private static Locator entry(Locator panel, String title) {
        return panel.getByRole(AriaRole.LISTITEM).filter(new Locator.FilterOptions().setHasText(title));
    }

    private static HttpResponse<String> send(String user, String from, String to, String body) {
        return hilo.post(hilo.url("GATEWAY") + "/api/messages/send",
                LocalSystem.text(Map.of("from", from, "to", to, "body", body)), "Authorization", bearer(user));
    }

    private static JsonNode message(String user, String id) {
        var answer = hilo.get(hilo.url("GATEWAY") + "/api/messages/" + id, "Authorization", bearer(user));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return LocalSystem.json(answer.body());
    }

    private static void carrier(Map<String, ?> faults) {
        hilo.control("faults", faults);
    }

    private static String bearer(String user) {
        return "Bearer " + hilo.token(user);
    }

    private static String guard(String setting) {
        return "-Dquarkus.fault-tolerance.\"dev.hilo.messaging.carrier.GuardedBulkVs/send\"." + setting;
    }

    /** Of the messaging service, for a system that starts now. */
    static String options() {
        morning = Set.of(7, 8).contains(LocalTime.now(RHODE_ISLAND).getHour())
                ? LocalTime.of(10, 0)
                : LocalTime.of(8, 0);
        var night = morning + "-" + morning.plusMinutes(1);
        return String.join(" ",
                guard("timeout.value=900"), guard("timeout.unit=millis"),
                "-Dhilo.pacing.numbers.\"" + SALES + "\".per-minute=1",
                "-Dhilo.quiet.rules.federal.hours=00:00-24:00", "-Dhilo.quiet.rules.florida.hours=00:00-24:00",
                "-Dhilo.quiet.rules.rhode-island.hours=" + night,
                "-Dhilo.quiet.rules.rhode-island.saturday=" + night);
    }
}
