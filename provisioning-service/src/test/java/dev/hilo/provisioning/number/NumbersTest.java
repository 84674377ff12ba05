package dev.hilo.provisioning.number;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.Topics;
import dev.hilo.contracts.provisioning.NumberRecord;
import dev.hilo.platform.testing.Soon;
import dev.hilo.provisioning.PublishedEvents;
import dev.hilo.provisioning.SimulatedCarrier;
import dev.hilo.provisioning.TestedIntake;
import dev.hilo.provisioning.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

@QuarkusTest
class NumbersTest {

    @AfterEach
    void calm() {
        SimulatedCarrier.calm();
    }

    @Test
    void aNewTeamSeesTheNumberAndTheOldOneDoesNot() {
        var did = active();

        Tokens.marta().body(Map.of("teams", List.of("sales", "sales"))).put("/api/numbers/{did}/teams", did.value())
                .then().statusCode(200).body("teams", contains("sales"));

        Tokens.leo().get("/api/numbers").then().body("did", hasItem(did.value()));
        Tokens.ana().get("/api/numbers").then().body("did", not(hasItem(did.value())));
    }

    @Test
    void aChangeOfTeamsIsToldWithEveryField() {
        var did = active();

        Tokens.marta().body(Map.of("teams", List.of("sales", "support"))).put("/api/numbers/{did}/teams", did.value())
                .then().statusCode(200);

        Soon.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            var last = PublishedEvents.under(Topics.NUMBER_RECORDS, did.value(), NumberRecord.class).getLast();
            assertThat(last.teams()).containsExactly("sales", "support");
            assertThat(last).extracting(NumberRecord::did, NumberRecord::name, NumberRecord::state,
                    NumberRecord::smsEnabled, NumberRecord::mmsEnabled, NumberRecord::campaignId)
                    .containsExactly(did, "Soporte", NumberRecord.State.ACTIVE, true, true, "C0DEMO1");
        });
    }

    @Test
    void aNumberGetsANameAndAColour() {
        var did = active();

        Tokens.marta().body(Map.of("name", " Ventas ", "color", "#10b981")).put("/api/numbers/{did}/name", did.value())
                .then().statusCode(200).body("name", is("Ventas")).body("color", is("#10b981"));

        Soon.await().atMost(Duration.ofSeconds(10)).untilAsserted(
                () -> assertThat(PublishedEvents.under(Topics.NUMBER_RECORDS, did.value(), NumberRecord.class)
                        .getLast()).extracting(NumberRecord::name, NumberRecord::color)
                        .containsExactly("Ventas", "#10b981"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"""
            {"teams":null}""", """
            {"teams":[""]}""", """
            {"teams":["a/b"]}""", """
            {"teams":[null]}""", """
            {"team":["support"]}"""})
    void refusesTeamsThatCannotBe(String body) {
        Tokens.marta().body(body).put("/api/numbers/+17865559996/teams").then().statusCode(422)
                .contentType("application/problem+json").body("errors.size()", is(1));
    }

    @Test
    void thereIsNoNumberThatIsNotOurs() {
        Tokens.marta().get("/api/numbers/+17865559996").then().statusCode(404);
        Tokens.marta().get("/api/numbers/7865").then().statusCode(404);
        Tokens.marta().get("/api/numbers/+17865559996/drift").then().statusCode(404);
    }

    @Test
    void aNumberAsWantedHasNotDrifted() {
        var did = active();

        drift(did).body("owned", is(true)).body("drifted", is(false)).body("fields.same", everyItem(is(true)))
                .body("fields.field", contains("status", "sms", "mms", "webhook", "campaign", "webhookUrl"));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            Mms,     false,   mms
            Tcr,     C0DEMO2, campaign
            Webhook, '',      webhook
            """)
    void aChangeBehindOurBackIsDriftOfThatField(String key, String value, String field) {
        var did = active();
        SimulatedCarrier.number(did, Map.of(key, value.equals("false") ? (Object) false : value));

        drift(did).body("drifted", is(true)).body("fields.findAll { !it.same }.field", contains(field));
    }

    @Test
    void anotherTokenAtTheCarrierIsDriftWithoutShowingIt() {
        var did = active();
        var ours = SimulatedCarrier.webhook("hilo").path("Url").asText();
        SimulatedCarrier.webhook("hilo", TestedIntake.addressWith("an-old-token"));

        drift(did).body("fields.findAll { !it.same }.field", contains("webhookUrl"))
                .body("fields.find { it.field == 'webhookUrl' }.actual", endsWith("token=•••, another token or method"))
                .body(not(containsString("an-old-token")));

        SimulatedCarrier.webhook("hilo", ours);
    }

    @Test
    void aNumberThatTheCarrierLostIsDrift() {
        var did = active();
        SimulatedCarrier.lose(did);

        drift(did).body("owned", is(false)).body("drifted", is(true)).body("fields", empty());
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            500, 503, carrier-unavailable
            429, 503, carrier-unavailable
            401, 502, carrier-refused
            403, 502, carrier-refused
            """)
    void aCarrierThatCannotBeAskedIsAProblem(String fault, int status, String problem) {
        var did = active();
        SimulatedCarrier.faults(Map.of("api", fault, "apiOn", "GET/tnRecord"));

        Tokens.marta().get("/api/numbers/{did}/drift", did.value()).then().statusCode(status)
                .contentType("application/problem+json").body("type", endsWith("/" + problem));
    }

    @Test
    void releasedNumbersAreListedWhenAskedFor() {
        var did = active();
        Tokens.marta().delete("/api/numbers/{did}?now=true", did.value()).then().statusCode(202);
        awaitState(did, "released");

        Tokens.marta().get("/api/numbers").then().body("did", not(hasItem(did.value())));
        Tokens.marta().get("/api/numbers?released=true").then().body("did", hasItem(did.value()));
    }

    @CanIgnoreReturnValue
    private static io.restassured.response.ValidatableResponse drift(PhoneNumber did) {
        return Tokens.marta().get("/api/numbers/{did}/drift", did.value()).then().statusCode(200);
    }

    private static PhoneNumber active() {
        var did = SimulatedCarrier.forSale();
        Tokens.marta().body(Map.of("did", did.value(), "name", "Soporte", "teams", List.of("support")))
                .post("/api/numbers/provision").then().statusCode(202);
        awaitState(did, "active");
        return did;
    }

    private static void awaitState(PhoneNumber did, String state) {
        Soon.await().atMost(Duration.ofSeconds(20)).untilAsserted(
                () -> Tokens.marta().get("/api/numbers/{did}", did.value()).then().body("state", is(state)));
    }
}
