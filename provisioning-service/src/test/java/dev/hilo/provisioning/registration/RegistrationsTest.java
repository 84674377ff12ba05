package dev.hilo.provisioning.registration;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import dev.hilo.platform.testing.Soon;
import dev.hilo.provisioning.SimulatedCarrier;
import dev.hilo.provisioning.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

@QuarkusTest
class RegistrationsTest {

    @Test
    void beginsWithEverythingStillToDo() {
        var id = begin().body("state", is("open")).body("name", is("Care")).body("createdBy", is("marta"))
                .body("steps.name", contains("brand-data", "form", "sent-to-carrier", "brand-approved",
                        "campaign-approved", "listed"))
                .body("steps.done", everyItem(is(false))).extract().<String>path("id");

        Tokens.root().get("/api/campaigns/registrations").then().statusCode(200).body("id", hasItem(id));
        Tokens.marta().get("/api/campaigns/registrations/{id}", id).then().statusCode(200).body("brand", is("Acme"));
    }

    @Test
    void aKeyBeginsOne() {
        var key = UUID.randomUUID().toString();
        var body = Map.of("name", "Once", "brand", "Acme", "useCase", "");

        var first = Tokens.marta().header("Idempotency-Key", key).body(body).post("/api/campaigns/registrations");
        var second = Tokens.marta().header("Idempotency-Key", key).body(body).post("/api/campaigns/registrations");

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(second.asString()).isEqualTo(first.asString());
    }

    @Test
    void remembersWhoTickedWhatAndWhen() {
        var id = begin().extract().<String>path("id");

        change(id, Map.of("name", "brand-data", "done", true, "note", "EIN checked"), null, "open").statusCode(200)
                .body("steps[0].done", is(true)).body("steps[0].doneBy", is("marta"))
                .body("steps[0].doneAt", notNullValue()).body("steps[0].note", is("EIN checked"))
                .body("steps[1].done", is(false));
        var at = one(id).extract().<String>path("steps[0].doneAt");

        Tokens.root().body(body(Map.of("name", "brand-data", "done", true, "note", "corrected"), null, "open"))
                .put("/api/campaigns/registrations/{id}", id).then().statusCode(200)
                .body("steps[0].doneBy", is("marta")).body("steps[0].doneAt", is(at))
                .body("steps[0].note", is("corrected"));

        change(id, Map.of("name", "brand-data", "done", false), null, "dropped").statusCode(200)
                .body("steps[0].done", is(false)).body("steps[0].doneBy", nullValue()).body("state", is("dropped"));
    }

    @Test
    void theLastStepTicksItselfWhenTheCarrierListsTheCampaign() {
        var id = begin().extract().<String>path("id");
        change(id, Map.of("name", "campaign-approved", "done", true), "C0REGISTERED", "open").statusCode(200)
                .body("campaignId", is("C0REGISTERED")).body("steps[5].done", is(false));

        SimulatedCarrier.campaign("C0REGISTERED");
        // Whoever wants a number in it makes us look at the carrier's list at once.
        Tokens.marta().body(Map.of("did", SimulatedCarrier.forSale().value(), "campaignId", "C0REGISTERED"))
                .post("/api/numbers/provision").then().statusCode(202);

        Soon.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> one(id)
                .body("steps[5].name", is("listed")).body("steps[5].done", is(true))
                .body("steps[5].doneBy", is("carrier")).body("state", is("open")));
    }

    @Test
    void aCampaignThatTheCarrierListsAlreadyTicksAtOnce() {
        Soon.await().untilAsserted(() -> Tokens.marta().get("/api/campaigns").then()
                .body("id", hasItem("C0DEMO1")));
        var id = begin().extract().<String>path("id");

        change(id, Map.of("name", "form", "done", true), "C0DEMO1", "open").statusCode(200)
                .body("steps[5].done", is(true)).body("steps[5].doneBy", is("carrier"));
    }

    @Test
    void isForgotten() {
        var id = begin().extract().<String>path("id");

        Tokens.marta().delete("/api/campaigns/registrations/{id}", id).then().statusCode(204);

        Tokens.marta().get("/api/campaigns/registrations/{id}", id).then().statusCode(404);
        Tokens.marta().delete("/api/campaigns/registrations/{id}", id).then().statusCode(404);
        Tokens.marta().get("/api/campaigns/registrations").then().body("id", not(hasItem(id)));
        change(id, Map.of("name", "form", "done", true), null, "open").statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"""
            {"name":"","brand":"Acme","useCase":""}""", """
            {"name":"Care","useCase":""}""", """
            {"name":"Care","brand":"Acme","useCase":"","campaignId":"<b>"}""", """
            {"name":"Care","brand":"Acme","useCase":"","unknown":1}"""})
    void refusesWhatCannotBe(String body) {
        Tokens.marta().body(body).post("/api/campaigns/registrations").then().statusCode(422)
                .body("errors.size()", is(1));
    }

    private static ValidatableResponse begin() {
        return Tokens.marta().body(Map.of("name", " Care ", "brand", "Acme", "useCase", "Reminders"))
                .post("/api/campaigns/registrations").then().statusCode(201);
    }

    private static ValidatableResponse one(String id) {
        return Tokens.marta().get("/api/campaigns/registrations/{id}", id).then().statusCode(200);
    }

    private static ValidatableResponse change(String id, Map<String, ?> step, String campaign, String state) {
        return Tokens.marta().body(body(step, campaign, state)).put("/api/campaigns/registrations/{id}", id).then();
    }

    private static Map<String, Object> body(Map<String, ?> step, String campaign, String state) {
        Map<String, Object> body = new HashMap<>(Map.of("name", "Care", "brand", "Acme", "useCase", "Reminders",
                "steps", List.of(step), "state", state));
        body.put("campaignId", campaign);
        return body;
    }
}
