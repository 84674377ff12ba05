package dev.hilo.messaging.consent;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.messaging.ConversationEvent;
import dev.hilo.contracts.messaging.InboundMessage;
import dev.hilo.messaging.fixture.CarrierForTests;
import dev.hilo.messaging.fixture.Rows;
import dev.hilo.messaging.fixture.TokensForTests;
import dev.hilo.messaging.fixture.WholeService;
import dev.hilo.messaging.fixture.World;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static dev.hilo.messaging.fixture.World.arrives;
import static dev.hilo.messaging.fixture.World.as;
import static dev.hilo.messaging.fixture.World.eventually;
import static dev.hilo.messaging.fixture.World.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

/** From what a contact writes to what our numbers may still send them. */
@WholeService
class ConsentTest {

    private final PhoneNumber did = World.aNumberOf("support");
    private final PhoneNumber contact = World.aContact();

    @AfterEach
    void allIsWellAgain() {
        CarrierForTests.allIsWell();
    }

    @Test
    void stopIsTakenDownConfirmedOnceAndKeepsBackWhatWaits() {
        arrives(text(did, contact, "Hi, is my order ready?"));
        eventually(() -> thread().body("lastSeq", equalTo(1)));
        var scheduled = scheduled(did, "Your order is ready");

        arrives(text(did, contact, " “Stop!” 🙏"));

        eventually(() -> thread().body("consent.asked", equalTo("opt-out"))
                .body("consent.messageId", notNullValue()).body("unanswered", equalTo(false)));
        eventually(() -> message(scheduled).body("status", equalTo("failed")).body("errorCode", equalTo("opted-out")));
        eventually(() -> assertThat(sentBodies()).containsExactly(
                "A number: You are unsubscribed and will get no more texts from us. To get them again, reply START."));
        eventually(() -> story().body("asked", equalTo("opt-out")).body("entries", hasSize(1))
                .body("entries[0].kind", equalTo("opt-out")).body("entries[0].channel", equalTo("keyword"))
                .body("entries[0].word", equalTo("STOP")).body("entries[0].text", equalTo(" “Stop!” 🙏"))
                .body("entries[0].confirmation.status", equalTo("sent"))
                .body("entries[0].confirmation.afterMillis", lessThan(60_000)));
        assertThat(lines()).containsExactly("opted-out");
        // The line is nothing to read, and the list goes on showing a text.
        thread().body("unread", equalTo(2)).body("lastMessage.direction", equalTo("outbound"));
        eventually(() -> assertThat(seqs()).hasSize((int) Rows.count("select last_seq from thread where did = $1",
                did.value())));
    }

    @Test
    void aRepeatIsNoSecondEventAndASecondStopGetsNoSecondConfirmation() {
        var stop = arrives(text(did, contact, "STOP"));
        arrives(stop);
        eventually(() -> assertThat(sentBodies()).hasSize(1));
        // The carrier delivers it again; our confirmation does not end the folding.
        arrives(text(did, contact, "STOP"));
        eventually(() -> assertThat(Rows.count("select repeats from message where did = $1 and direction = 'INBOUND'",
                did.value())).isEqualTo(2));
        story().body("entries", hasSize(1));

        arrives(text(did, contact, "Unsubscribe"));

        eventually(() -> story().body("entries", hasSize(2)).body("entries[0].confirmation", nullValue()));
        assertThat(lines()).containsExactly("opted-out");
        arrives(text(did, contact, "HELP"));
        eventually(() -> assertThat(sentBodies()).hasSize(2));
        assertThat(sentBodies().getLast()).contains("For help");
    }

    @Test
    void aStopThatRepeatsOneFromBeforeTheirStartCountsAgain() {
        arrives(text(did, contact, "STOP"));
        arrives(text(did, contact, "START"));
        eventually(() -> story().body("asked", nullValue()).body("entries", hasSize(2)));

        arrives(text(did, contact, "STOP"));

        eventually(() -> thread().body("consent.asked", equalTo("opt-out")));
        story().body("asked", equalTo("opt-out")).body("entries", hasSize(3))
                .body("entries[0].kind", equalTo("opt-out")).body("entries[0].confirmation", nullValue());
        assertThat(lines()).containsExactly("opted-out", "opted-in", "opted-out");
        assertThat(Rows.count("select max(repeats) from message where did = $1 and direction = 'INBOUND'",
                did.value())).isEqualTo(2);
    }

    @Test
    void theAnswerUsesTheLanguageOfTheWordOrOfTheContact() {
        arrives(text(did, contact, "Hola, ¿cuando llega mi pedido?"));
        arrives(text(did, contact, "stop"));
        eventually(() -> assertThat(sentBodies()).singleElement().asString()
                .contains("Ya no le enviaremos mensajes"));
        arrives(text(did, contact, "help"));
        eventually(() -> assertThat(sentBodies()).hasSize(2));
        assertThat(sentBodies().getLast()).contains("For help, contact " + did.value());
        assertThat(lines()).containsExactly("opted-out", "asked-for-help");
    }

    @Test
    void aConfirmationThatWouldComeTooLateIsNotSent() {
        arrives(new InboundMessage.Received(UUID.randomUUID(), Instant.now().minus(Duration.ofMinutes(6)),
                UUID.randomUUID(), did, contact, List.of(), "STOP", List.of(), null));
        eventually(() -> story().body("asked", equalTo("opt-out")).body("entries[0].confirmation", nullValue()));
        assertThat(Rows.of("select 1 from message where did = $1 and direction = 'OUTBOUND'", did.value())).isEmpty();
    }

    @Test
    void whereTheCarrierConfirmsWeDoNotAndHelpIsStillAnswered() {
        as(TokensForTests.marta()).body(Map.of("confirmation", "carrier", "sender", "Acme", "contact", "help@acme.com"))
                .put("/api/consent/numbers/" + did.value()).then().statusCode(200)
                .body("confirmation", equalTo("carrier")).body("changedBy", equalTo("marta"));
        arrives(text(did, contact, "BAJA"));
        arrives(text(did, contact, "AYUDA"));
        eventually(() -> assertThat(sentBodies()).singleElement().asString()
                .startsWith("Acme: Para ayuda, contacte help@acme.com."));
        eventually(() -> story().body("entries.kind", contains("help", "opt-out")));
    }

    @Test
    void aConfirmationPassesOnceAndAPersonsRetryOfItDoesNot() {
        CarrierForTests.faults(contact, "403", Map.of("times", 1));
        arrives(text(did, contact, "STOP"));
        eventually(() -> story().body("entries[0].confirmation.status", equalTo("failed")));
        var confirmation = story().extract().<String>path("entries[0].confirmation.messageId");
        var answer = as(TokensForTests.ana()).post("/api/messages/" + confirmation + "/retry").statusCode();
        // Refused at once, or when it is about to leave.
        assertThat(answer).isIn(202, 422);
        if (answer == 202) {
            eventually(() -> message(confirmation).body("errorCode", equalTo("opted-out")));
        }
        assertThat(sentBodies()).isEmpty();
    }

    @Test
    void anOptOutReachesEveryNumberOfTheCampaignAndStartTakesItBack() {
        var sister = World.aNumberOf("support");
        var stranger = World.aNumber();
        CarrierForTests.own(stranger);
        World.publish(stranger, "C0DEMO2", "support");
        arrives(text(did, contact, "Hello"));
        arrives(text(sister, contact, "Hello"));
        eventually(() -> assertThat(Rows.of("select 1 from thread where external = $1", contact.value())).hasSize(2));
        var silenced = scheduled(sister, "from the sister");

        arrives(text(did, contact, "Stop"));

        eventually(() -> message(silenced).body("errorCode", equalTo("opted-out")));
        thread(sister).body("consent.asked", equalTo("opt-out")).body("consent.messageId", nullValue());
        var other = send(stranger, "another programme");
        eventually(() -> message(other).body("status", equalTo("sent")));

        arrives(text(sister, contact, "START"));

        eventually(() -> thread(did).body("consent", nullValue()));
        eventually(() -> assertThat(sentBodies().getLast()).contains("You will get our texts again"));
        var again = send(did, "welcome back");
        eventually(() -> message(again).body("status", equalTo("sent")));
        assertThat(Rows.count("select count(*) from opt_out where contact = $1", contact.value())).isZero();
    }

    @Test
    void yesIsAnAnswerUnlessWeAskedWhoWantsSilence() {
        arrives(text(did, contact, "STOP"));
        arrives(text(did, contact, "Yes"));
        eventually(() -> thread().body("inboundCount", equalTo(2)).body("consent.asked", equalTo("opt-out")));
        as(TokensForTests.ana()).body(Map.of("answer", "asked")).post(path(did)).then().statusCode(422)
                .body("errors[0].pointer", equalTo("/reason"));
        as(TokensForTests.ana()).body(Map.of("answer", "asked", "reason", "by telephone")).post(path(did)).then()
                .statusCode(200);
        arrives(text(did, contact, "¡Sí!"));
        eventually(() -> thread().body("consent", nullValue()));
        assertThat(lines()).containsExactly("opted-out", "opted-in");
    }

    @Test
    void anUnclearTextHoldsBackWhatNobodyAwaitsUntilAnAgentSays() {
        arrives(text(did, contact, "Hi"));
        eventually(() -> thread().body("lastSeq", equalTo(1)));
        var scheduled = scheduled(did, "a reminder");
        arrives(text(did, contact, "Stop by at 5?"));
        eventually(() -> thread().body("consent.asked", equalTo("unclear")).body("unanswered", equalTo(true)));
        Rows.of("update send_queue set send_at = now(), next_attempt_at = now() where message_id = $1", scheduled);
        eventually(() -> message(scheduled).body("waiting.reason", equalTo("consent")));
        var live = send(did, "Sure, see you at five");
        eventually(() -> message(live).body("status", equalTo("sent")));
        message(scheduled).body("status", equalTo("queued"));

        as(TokensForTests.leo()).body(Map.of("answer", "keep")).post(path(did)).then().statusCode(404);
        as(TokensForTests.ana()).body(Map.of("answer", "keep")).post(path(did)).then().statusCode(200)
                .body("consent", nullValue());

        eventually(() -> message(scheduled).body("status", equalTo("sent")));
        assertThat(lines()).containsExactly("consent-unclear", "consent-kept");
        story().body("entries.kind", contains("kept", "unclear")).body("entries[0].actor", equalTo("ana"))
                .body("entries[1].reason", equalTo("first-word")).body("entries[1].text", equalTo("Stop by at 5?"));
        as(TokensForTests.ana()).body(Map.of("answer", "keep")).post(path(did)).then().statusCode(409)
                .body("type", containsString("nothing-asked"));
    }

    @Test
    void anAgentUnderstandsAndTheClockRunsFromTheText() {
        var asked = arrives(text(did, contact, "Por favor, no me escriban más"));
        eventually(() -> thread().body("consent.asked", equalTo("unclear")));
        as(TokensForTests.ana()).body(Map.of("answer", "opt-out")).post(path(did)).then().statusCode(200)
                .body("consent.asked", equalTo("opt-out"));
        story().body("entries.kind", contains("opt-out", "unclear")).body("entries[0].channel", equalTo("agent"));
        assertThat(Instant.parse(story().extract().<String>path("since")))
                .isBetween(asked.occurredAt().minusMillis(1), asked.occurredAt().plusMillis(1));
        eventually(() -> assertThat(sentBodies()).singleElement().asString().contains("Ya no le enviaremos"));
        assertThat(lines()).containsExactly("consent-unclear", "opted-out");
    }

    @Test
    void anAgentTakesDownWhatWasSaidOtherwiseAndAManagerTakesItBack() {
        arrives(text(did, contact, "Hi"));
        eventually(() -> thread().body("lastSeq", equalTo(1)));
        as(TokensForTests.ana()).body(Map.of("answer", "opt-out")).post(path(did)).then().statusCode(422)
                .body("errors[0].pointer", equalTo("/reason"));
        as(TokensForTests.ana()).body(Map.of("answer", "opt-out", "reason", "said so on the phone")).post(path(did))
                .then().statusCode(200).body("consent.asked", equalTo("opt-out"));
        as(TokensForTests.ana()).body(Map.of("answer", "opt-in", "reason", "a mistake")).post(path(did)).then()
                .statusCode(403);
        as(TokensForTests.marta()).body(Map.of("answer", "opt-in")).post(path(did)).then().statusCode(422)
                .body("errors[0].pointer", equalTo("/reason"));
        as(TokensForTests.marta()).body(Map.of("answer", "opt-in", "reason", "meant another customer"))
                .post(path(did)).then().statusCode(200).body("consent", nullValue());
        story().body("asked", nullValue()).body("entries[0].kind", equalTo("opt-in"))
                .body("entries[0].actor", equalTo("marta")).body("entries[0].reason", equalTo("meant another customer"))
                .body("entries[1].reason", equalTo("said so on the phone"));
        as(TokensForTests.ana()).body(Map.of("answer", "nonsense")).post(path(did)).then().statusCode(422)
                .body("errors[0].pointer", equalTo("/answer"));
        assertThat(sentBodies()).isEmpty();
    }

    @Test
    void theLedgerKeepsEveryEntryAsItWasWritten() {
        arrives(text(did, contact, "STOP"));
        eventually(() -> story().body("entries", hasSize(1)));
        for (var change : List.of("update consent_entry set text = 'START' where contact = '%s'",
                "delete from consent_entry where contact = '%s'", "truncate consent_entry cascade")) {
            assertThatThrownBy(() -> Rows.of(change.formatted(contact.value())))
                    .hasMessageContaining("keeps every entry as it was written");
        }
        story().body("entries[0].text", equalTo("STOP"));
    }

    @Test
    void aNumberThatWeDoNotKnowTakesTheWishDownAndAnswersNothing() {
        var unknown = World.aNumber();
        arrives(text(unknown, contact, "STOP"));
        eventually(
                () -> assertThat(Rows.count("select count(*) from consent_entry where did = $1 and answer_id is null",
                        unknown.value())).isEqualTo(1));
    }

    @Test
    void whatANumberSaysByItselfIsSetByAManagerAndNeedsItsParts() {
        as(TokensForTests.ana()).get("/api/consent/numbers").then().statusCode(200)
                .body("did", hasItem(did.value()))
                .body("find { it.did == '" + did.value() + "' }.confirmation", equalTo("hilo"))
                .body("find { it.did == '" + did.value() + "' }.texts.es.help", containsString("STOP"));
        as(TokensForTests.leo()).get("/api/consent/numbers").then().statusCode(200)
                .body("findAll { it.did == '" + did.value() + "' }", hasSize(0));
        var address = "/api/consent/numbers/" + did.value();
        as(TokensForTests.ana()).body(Map.of()).put(address).then().statusCode(403);
        as(TokensForTests.marta()).body(Map.of("confirmation", "somebody")).put(address).then().statusCode(422)
                .body("errors[0].pointer", equalTo("/confirmation"));
        as(TokensForTests.marta())
                .body(Map.of("contact", "ask us", "sender", "S".repeat(41), "help", Map.of("en", "{sender}: STOP")))
                .put(address).then().statusCode(422)
                .body("errors.pointer", contains("/sender", "/contact", "/help/en"))
                .body("errors[2].detail", containsString("message frequency"));
        as(TokensForTests.marta()).body(Map.of("help", Map.of("en",
                "{sender}. Write to {contact}. 4 msgs/month. Msg & data rates may apply. STOP ends it."),
                "sender", "Acme", "contact", "help@acme.com", "language", "es")).put(address).then().statusCode(200)
                .body("texts.en.help", equalTo(
                        "Acme. Write to help@acme.com. 4 msgs/month. Msg & data rates may apply. STOP ends it."));
        as(TokensForTests.marta()).body(Map.of()).put("/api/consent/numbers/" + World.aNumber().value()).then()
                .statusCode(404);
    }

    private String scheduled(PhoneNumber from, String body) {
        return as(TokensForTests.ana()).body(Map.of("from", from.value(), "to", contact.value(), "body", body, "sendAt",
                Instant.now().plusSeconds(3600).toString())).post("/api/messages/send").then().statusCode(202)
                .extract().path("id");
    }

    private String send(PhoneNumber from, String body) {
        return as(TokensForTests.ana()).body(Map.of("from", from.value(), "to", contact.value(), "body", body))
                .post("/api/messages/send").then().statusCode(202).extract().path("id");
    }

    private ValidatableResponse message(String id) {
        return as(TokensForTests.ana()).get("/api/messages/" + id).then().statusCode(200);
    }

    private ValidatableResponse thread() {
        return thread(did);
    }

    private ValidatableResponse thread(PhoneNumber own) {
        return as(TokensForTests.ana()).get("/api/threads/" + threadId(own)).then().statusCode(200);
    }

    private ValidatableResponse story() {
        return as(TokensForTests.ana()).get(path(did)).then().statusCode(200);
    }

    private String path(PhoneNumber own) {
        return "/api/threads/" + threadId(own) + "/consent";
    }

    private UUID threadId(PhoneNumber own) {
        var found = Rows.of("select id from thread where did = $1 and external = $2", own.value(), contact.value());
        assertThat(found).hasSize(1);
        return found.getFirst().getUUID(0);
    }

    private List<String> sentBodies() {
        return CarrierForTests.sentTo(contact).stream().map(sent -> sent.path("request").path("Message").asText())
                .toList();
    }

    private List<String> lines() {
        return Rows.of("select body from message where did = $1 and direction = 'SYSTEM' order by seq", did.value())
                .stream().map(row -> row.getString(0)).toList();
    }

    private List<Long> seqs() {
        return World.eventsOf(did, contact).stream().filter(ConversationEvent.Sequenced.class::isInstance)
                .map(event -> ((ConversationEvent.Sequenced) event).seq()).toList();
    }
}
