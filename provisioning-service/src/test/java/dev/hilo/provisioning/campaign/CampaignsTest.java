package dev.hilo.provisioning.campaign;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import jakarta.inject.Inject;

import dev.hilo.contracts.Topics;
import dev.hilo.contracts.provisioning.CampaignRecord;
import dev.hilo.platform.testing.Soon;
import dev.hilo.provisioning.OwnContext;
import dev.hilo.provisioning.PublishedEvents;
import dev.hilo.provisioning.SimulatedCarrier;
import dev.hilo.provisioning.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.hamcrest.Matchers.blankString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

@QuarkusTest
class CampaignsTest {

    @Inject
    FollowCampaigns followCampaigns;

    @Inject
    OwnContext ownContext;

    @Test
    void listsWhatTheCarrierLists() {
        Soon.await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> Tokens.marta().get("/api/campaigns").then()
                        .statusCode(200).body("id", hasItems("C0DEMO1", "C0DEMO2"))
                        .body("find { it.id == 'C0DEMO1' }.class", is("T"))
                        .body("find { it.id == 'C0DEMO1' }.smsPerMinute", is(75))
                        .body("find { it.id == 'C0DEMO1' }.mmsPerMinute", is(50))
                        .body("find { it.id == 'C0DEMO1' }.perDay", is(2000))
                        .body("brandId", everyItem(is("Hilo Demo")))
                        .body("find { it.id == 'C0DEMO1' }.limit", is(10_000))
                        .body("approved", everyItem(is(true))));
    }

    @Test
    void tellsTheTopicAtTheStart() {
        Soon.await().atMost(Duration.ofSeconds(10)).untilAsserted(
                () -> assertThat(PublishedEvents.under(Topics.CAMPAIGN_RECORDS, "C0DEMO1", CampaignRecord.class))
                        .isNotEmpty().last()
                        .extracting(CampaignRecord::campaignId, CampaignRecord::throughputClass,
                                CampaignRecord::approved)
                        .containsExactly("C0DEMO1", "T", true));
    }

    @Test
    void keepsWhatPeopleSayOverTheCarriersListAndTellsIt() {
        SimulatedCarrier.campaign("C0EDITED");
        ownContext.run(() -> followCampaigns.follow(false)).await().atMost(Duration.ofSeconds(10));

        describe("C0EDITED", Map.of("name", " Customer care ", "class", "C", "useCase", "Reminders"))
                .statusCode(200).body("name", is("Customer care")).body("class", is("C")).body("smsPerMinute", is(2400))
                .body("useCase", is("Reminders")).body("providerId", is("C0EDITED"));
        ownContext.run(() -> followCampaigns.follow(false)).await().atMost(Duration.ofSeconds(10));

        Tokens.marta().get("/api/campaigns").then().body("find { it.id == 'C0EDITED' }.name", is("Customer care"))
                .body("find { it.id == 'C0EDITED' }.class", is("C"));
        Soon.await().atMost(Duration.ofSeconds(10)).untilAsserted(
                () -> assertThat(PublishedEvents.under(Topics.CAMPAIGN_RECORDS, "C0EDITED", CampaignRecord.class))
                        .last().extracting(CampaignRecord::name, CampaignRecord::throughputClass)
                        .containsExactly("Customer care", "C"));
        describe("C0EDITED", Map.of("name", "Care", "class", "W")).statusCode(200).body("perDay", is(1000))
                .body("useCase", nullValue());
    }

    @Test
    void refusesAClassThatThereIsNotAndACampaignThatTheCarrierNeverListed() {
        describe("C0DEMO1", Map.of("name", "Care", "class", "Z")).statusCode(422)
                .body("errors[0].pointer", is("/class"));
        describe("C0DEMO1", Map.of("name", " ", "class", "T")).statusCode(422);
        describe("C0NEVER", Map.of("name", "Care", "class", "T")).statusCode(404);
    }

    @Test
    void hasTheTableOfClasses() {
        Tokens.marta().get("/api/campaigns/classes").then().statusCode(200)
                .body("class", hasItems("A", "T", "W")).body("find { it.class == 'T' }.smsPerMinute", is(75))
                .body("find { it.class == 'T' }.mmsPerMinute", is(50))
                .body("find { it.class == 'G' }.perNumber", is(true))
                .body("find { it.class == 'W' }.perDay", is(1000)).body("words", everyItem(not(blankString())));
    }

    @Test
    void countsOursBesideTheCarriers() {
        SimulatedCarrier.campaign("C0COUNTED");
        var ours = SimulatedCarrier.atTheAccount(Map.of("Tcr", "C0COUNTED"));
        var _ = SimulatedCarrier.atTheAccount(Map.of("Tcr", "C0COUNTED"));
        Tokens.marta().body(Map.of("dids", List.of(ours.value()))).post("/api/numbers/import").then().statusCode(202);
        Soon.await().untilAsserted(() -> Tokens.marta().get("/api/numbers/{did}", ours.value()).then()
                .body("state", is("active")));
        ownContext.run(() -> followCampaigns.follow(false)).await().atMost(Duration.ofSeconds(10));

        Tokens.marta().get("/api/campaigns").then().body("find { it.id == 'C0COUNTED' }.count", is(2))
                .body("find { it.id == 'C0COUNTED' }.own", is(1));

        Tokens.marta().delete("/api/numbers/{did}?now=true", ours.value()).then().statusCode(202);
        Soon.await().untilAsserted(() -> Tokens.marta().get("/api/numbers/{did}", ours.value()).then()
                .body("state", is("released")));

        // Nobody has listed it since: whoever is not ours is still there.
        Tokens.marta().get("/api/campaigns").then().body("find { it.id == 'C0COUNTED' }.count", is(1))
                .body("find { it.id == 'C0COUNTED' }.own", is(0));
    }

    private static ValidatableResponse describe(String id, Map<String, ?> body) {
        return Tokens.marta().body(body).put("/api/campaigns/{id}", id).then();
    }

    @Test
    void looksAgainWhenTheCarrierHasNothingNew() {
        ownContext.run(() -> followCampaigns.follow(false)).await().atMost(Duration.ofSeconds(10));

        assertThatNoException().isThrownBy(() -> ownContext.run(() -> followCampaigns.follow(true))
                .await().atMost(Duration.ofSeconds(10)));
    }
}
