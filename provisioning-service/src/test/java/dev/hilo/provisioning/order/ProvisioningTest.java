package dev.hilo.provisioning.order;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.Topics;
import dev.hilo.contracts.provisioning.NumberRecord;
import dev.hilo.platform.testing.Soon;
import dev.hilo.provisioning.Canary;
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
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

/** The saga over a real database and broker, with the simulated carrier. */
@QuarkusTest
class ProvisioningTest {

    @AfterEach
    void calm() {
        SimulatedCarrier.calm();
    }

    @Test
    void aNumberIsBoughtWiredUpAndActive() {
        var did = SimulatedCarrier.forSale();

        Ordering.provision(did, Map.of("campaignId", "C0DEMO1", "name", "Soporte", "teams", List.of("support")))
                .statusCode(202).body("id", notNullValue()).body("did", is(did.value()))
                .body("steps.name", contains("buy", "enable-messaging", "ensure-webhook", "assign-webhook",
                        "assign-campaign", "verify"));

        Ordering.awaitState(did, "done");
        Ordering.order(did).body("steps.state", everyItem(is("done"))).body("requestedBy", is("marta"))
                .body("steps.finishedAt", everyItem(notNullValue()));
        var record = SimulatedCarrier.record(did).orElseThrow();
        assertThat(record.path("Messaging").path("Sms").asBoolean()).isTrue();
        assertThat(record.path("Messaging").path("Mms").asBoolean()).isTrue();
        assertThat(record.path("Messaging").path("Webhook").asText()).isEqualTo("hilo");
        assertThat(record.path("Messaging").path("Tcr").asText()).isEqualTo("C0DEMO1");
        assertThat(SimulatedCarrier.purchases(did)).isEqualTo(1);
        var webhook = SimulatedCarrier.webhook("hilo");
        assertThat(webhook.path("Url").asText())
                .isEqualTo(TestedIntake.addressWith(Canary.WEBHOOK_TOKEN));
        assertThat(webhook.path("Dlr").asBoolean()).isTrue();
        assertThat(webhook.path("Method").asText()).isEqualTo("POST");
    }

    @Test
    void anActiveNumberShowsWhatTheCarrierSaid() {
        var did = SimulatedCarrier.forSale();

        Ordering.provisioned(did);

        Ordering.number(did).body("state", is("active")).body("name", is("Soporte")).body("smsEnabled", is(true))
                .body("mmsEnabled", is(true)).body("campaignId", is("C0DEMO1")).body("teams", contains("support"))
                .body("webhookUrl", endsWith("?token=•••"));
    }

    @Test
    void tellsTheTopicEachTimeTheNumberChanges() {
        var did = SimulatedCarrier.forSale();

        Ordering.provisioned(did);

        Soon.await().atMost(Duration.ofSeconds(10)).untilAsserted(
                () -> assertThat(PublishedEvents.under(Topics.NUMBER_RECORDS, did.value(), NumberRecord.class))
                        .extracting(NumberRecord::state, NumberRecord::smsEnabled, NumberRecord::campaignId,
                                NumberRecord::teams, NumberRecord::name)
                        .containsExactly(
                                org.assertj.core.groups.Tuple.tuple(NumberRecord.State.PROVISIONING, false, null,
                                        List.of("support"), "Soporte"),
                                org.assertj.core.groups.Tuple.tuple(NumberRecord.State.ACTIVE, true, "C0DEMO1",
                                        List.of("support"), "Soporte")));
    }

    @Test
    void theConfiguredCampaignIsTakenWhenNoneIsNamed() {
        var did = SimulatedCarrier.forSale();

        Ordering.provision(did, Map.of()).statusCode(202).body("campaignId", is("C0DEMO1"));

        Ordering.awaitState(did, "done");
    }

    @Test
    void theCampaignIsSkippedWhenNoneIsWanted() {
        var did = SimulatedCarrier.forSale();

        Ordering.provision(did, Map.of("campaignId", "")).statusCode(202).body("campaignId", nullValue());

        Ordering.awaitState(did, "done");
        assertThat(Ordering.stepState(did, "assign-campaign")).isEqualTo("skipped");
        assertThat(SimulatedCarrier.record(did).orElseThrow().path("Messaging").path("Tcr").asText()).isEmpty();
    }

    @Test
    void sixtyFourRequestsAtOnceMakeOneOrder() throws Exception {
        var did = SimulatedCarrier.forSale();
        Callable<String> request = () -> Ordering.provision(did).extract().path("id");

        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            var ids = people.invokeAll(Stream.generate(() -> request).limit(64).toList()).stream()
                    .map(answer -> answer.resultNow()).collect(Collectors.toSet());

            assertThat(ids).hasSize(1).doesNotContainNull();
        }
        Ordering.awaitState(did, "done");
        assertThat(SimulatedCarrier.purchases(did)).isEqualTo(1);
        assertThat(SimulatedCarrier.calls("POST", "/orderTn", did)).hasSize(1);
    }

    @Test
    void anActiveNumberAnswersWithTheOrderThatMadeItSo() {
        var did = SimulatedCarrier.forSale();
        Ordering.provisioned(did);
        var id = Ordering.order(did).extract().<String>path("id");

        Ordering.provision(did).statusCode(200).body("id", is(id)).body("state", is("done"));

        assertThat(SimulatedCarrier.calls("POST", "/orderTn", did)).hasSize(1);
    }

    @Test
    void aNumberThatIsOursAlreadyIsAdopted() {
        var did = SimulatedCarrier.forSale();
        SimulatedCarrier.number(did, Map.of("Sms", false));

        Ordering.provisioned(did);

        assertThat(SimulatedCarrier.calls("POST", "/orderTn", did)).isEmpty();
    }

    @Test
    void aNumberThatIsSoldMeanwhileIsGone() {
        var did = SimulatedCarrier.forSale();
        SimulatedCarrier.faults(Map.of("api", "sold", "apiOn", "POST/orderTn"));

        Ordering.provision(did).statusCode(202);

        Ordering.awaitState(did, "gone");
        assertThat(Ordering.stepCode(did, "buy")).isEqualTo("7501");
        Ordering.number(did).body("state", is("failed"));
    }

    @Test
    void aNumberThatWasGoneCanBeOrderedAgain() {
        var did = SimulatedCarrier.forSale();
        SimulatedCarrier.faults(Map.of("api", "sold", "apiOn", "POST/orderTn"));
        Ordering.provision(did).statusCode(202);
        Ordering.awaitState(did, "gone");
        SimulatedCarrier.calm();

        Ordering.provisioned(did);

        Ordering.number(did).body("state", is("active"));
    }

    @Test
    void aFailedStepNamesItselfAndWaitsForAPerson() {
        var did = SimulatedCarrier.forSale();
        SimulatedCarrier.faults(Map.of("campaign-limit", 0));

        Ordering.provision(did).statusCode(202);

        Ordering.awaitState(did, "failed");
        Ordering.order(did).body("steps.find { it.name == 'assign-campaign' }.words",
                is("Campaign has reached its limit of numbers"));
        assertThat(Ordering.stepState(did, "assign-campaign")).isEqualTo("failed");
        assertThat(Ordering.stepState(did, "assign-webhook")).isEqualTo("done");
        assertThat(Ordering.stepState(did, "verify")).isEqualTo("pending");
        Ordering.number(did).body("state", is("failed"));
    }

    @Test
    void aFailedOrderGoesOnWithoutItsCampaign() {
        var did = SimulatedCarrier.forSale();
        SimulatedCarrier.faults(Map.of("campaign-limit", 0));
        Ordering.provision(did).statusCode(202);
        Ordering.awaitState(did, "failed");

        Ordering.retry(did, true).statusCode(202).body("state", is("running"));

        Ordering.awaitState(did, "done");
        assertThat(SimulatedCarrier.calls("POST", "/orderTn", did)).hasSize(1);
    }

    @Test
    void aFailedOrderTakesOverANewWish() {
        var did = SimulatedCarrier.forSale();
        SimulatedCarrier.faults(Map.of("campaign-limit", 0));
        Ordering.provision(did).statusCode(202);
        Ordering.awaitState(did, "failed");
        SimulatedCarrier.calm();
        var id = Ordering.order(did).extract().<String>path("id");

        Ordering.provision(did, Map.of("campaignId", "C0DEMO2")).statusCode(202).body("id", is(id));

        Ordering.awaitState(did, "done");
        Ordering.number(did).body("campaignId", is("C0DEMO2"));
    }

    /** Before anything is bought: an order that cannot end well had better not begin. */
    @Test
    void aCampaignThatTheCarrierDoesNotListIsRefused() {
        var did = SimulatedCarrier.forSale();

        Ordering.provision(did, Map.of("campaignId", "C0NONE")).statusCode(422)
                .body("errors[0].pointer", is("/campaignId"));

        Tokens.marta().get("/api/numbers/{did}", did.value()).then().statusCode(404);
    }

    @Test
    void aCampaignThatWasJustRegisteredIsFound() {
        var did = SimulatedCarrier.forSale();
        SimulatedCarrier.campaign("C0BRANDNEW");

        Ordering.provision(did, Map.of("campaignId", "C0BRANDNEW")).statusCode(202);

        Ordering.awaitState(did, "done");
        Ordering.number(did).body("campaignId", is("C0BRANDNEW"));
    }

    @Test
    void thereIsNothingToRetryOnAnActiveNumber() {
        var did = SimulatedCarrier.forSale();
        Ordering.provisioned(did);

        Ordering.retry(did, false).statusCode(409).body("type", endsWith("/nothing-to-retry"));
    }

    @Test
    void aPurchaseWhoseAnswerIsLostIsNotRepeated() {
        var did = SimulatedCarrier.forSale();
        SimulatedCarrier.faults(Map.of("api", "timeout-after-accept", "apiOn", "POST/orderTn", "times", 1));

        Ordering.provisioned(did);

        assertThat(SimulatedCarrier.calls("POST", "/orderTn", did)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"429", "500", "html500", "503", "reset", "empty", "slow"})
    void aPurchaseThatStumblesOnceStillHappensOnce(String fault) {
        var did = SimulatedCarrier.forSale();
        SimulatedCarrier.faults(Map.of("api", fault, "apiOn", "POST/orderTn", "times", 1, "delayMs", 100));

        Ordering.provisioned(did);

        assertThat(SimulatedCarrier.purchases(did)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            POST/tnRecord, 429
            POST/tnRecord, 500
            POST/tnRecord, html500
            POST/tnRecord, 503
            POST/tnRecord, reset
            POST/tnRecord, empty
            POST/tnRecord, 404
            GET/tnRecord,  500
            GET/tnRecord,  reset
            GET/webHooks,  503
            GET/webHooks,  html500
            """)
    void aCallThatStumblesOnceIsTriedAgain(String operation, String fault) {
        var did = SimulatedCarrier.forSale();
        SimulatedCarrier.faults(Map.of("api", fault, "apiOn", operation, "times", 1));

        Ordering.provisioned(did);

        assertThat(SimulatedCarrier.purchases(did)).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            loose-types,    true
            errors-as-200,  true
            error-body,     empty
            error-body,     html
            """)
    void aCarrierOfLooserMannersIsUnderstood(String name, String position) {
        var did = SimulatedCarrier.forSale();
        SimulatedCarrier.faults(Map.of(name, position));

        Ordering.provisioned(did);

        assertThat(SimulatedCarrier.purchases(did)).isEqualTo(1);
    }

    @Test
    void waitsUntilANewWebhookCanBeAssigned() {
        SimulatedCarrier.wipe();
        SimulatedCarrier.faults(Map.of("webhook-propagation", 1_000));
        var did = SimulatedCarrier.forSale();

        Ordering.provisioned(did);

        Ordering.order(did).body("steps.find { it.name == 'assign-webhook' }.attempts",
                org.hamcrest.Matchers.greaterThan(1));
    }

    @Test
    void aWebhookThatSomebodyChangedIsSetRight() {
        SimulatedCarrier.wipe();
        var first = SimulatedCarrier.forSale();
        Ordering.provisioned(first);
        SimulatedCarrier.webhook("hilo", "https://elsewhere.example/in");
        var second = SimulatedCarrier.forSale();

        Ordering.provisioned(second);

        assertThat(SimulatedCarrier.webhook("hilo").path("Url").asText()).endsWith(Canary.WEBHOOK_TOKEN);
    }

    @Test
    void aNumberIsGivenBack() {
        var did = SimulatedCarrier.forSale();
        Ordering.provisioned(did);

        Ordering.release(did).statusCode(202).body("kind", is("release")).body("steps.name",
                contains("cool-down", "give-back", "verify-released"));

        Ordering.awaitState(did, "done");
        assertThat(Ordering.stepState(did, "cool-down")).isEqualTo("skipped");
        Ordering.number(did).body("state", is("released")).body("smsEnabled", is(false)).body("webhookUrl",
                nullValue());
        assertThat(SimulatedCarrier.record(did)).isEmpty();
        Ordering.release(did).statusCode(200).body("state", is("done"));
    }

    @Test
    void aNumberWhoseCampaignFailedCanBeGivenBack() {
        var did = SimulatedCarrier.forSale();
        SimulatedCarrier.faults(Map.of("campaign-limit", 0));
        Ordering.provision(did).statusCode(202);
        Ordering.awaitState(did, "failed");

        Ordering.release(did).statusCode(202);

        Ordering.awaitState(did, "done");
        Ordering.number(did).body("state", is("released"));
        assertThat(SimulatedCarrier.record(did)).isEmpty();
    }

    @Test
    void aNumberThatWasGivenBackIsBoughtAgain() {
        var did = SimulatedCarrier.forSale();
        Ordering.provisioned(did);
        Ordering.release(did).statusCode(202);
        Ordering.awaitState(did, "done");

        Ordering.provisioned(did);

        Ordering.number(did).body("state", is("active")).body("name", is("Soporte"));
        assertThat(SimulatedCarrier.purchases(did)).isEqualTo(2);
    }

    @Test
    void aNumberUnderWayIsNotGivenBack() {
        var did = SimulatedCarrier.forSale();
        SimulatedCarrier.faults(Map.of("latencyMs", 700));
        Ordering.provision(did).statusCode(202);

        Ordering.release(did).statusCode(409).body("type", endsWith("/number-busy"));

        SimulatedCarrier.calm();
        Ordering.awaitState(did, "done");
    }

    @Test
    void aReleaseThatTheCarrierRefusesIsTold() {
        var did = SimulatedCarrier.forSale();
        Ordering.provisioned(did);
        SimulatedCarrier.faults(Map.of("api", "409", "apiOn", "DELETE/tnRecord"));

        Ordering.release(did).statusCode(202);

        Ordering.awaitState(did, "failed");
        Ordering.number(did).body("state", is("failed")).body("releaseAt", nullValue());
        Soon.await().atMost(Duration.ofSeconds(10)).untilAsserted(
                () -> assertThat(PublishedEvents.under(Topics.NUMBER_RECORDS, did.value(), NumberRecord.class))
                        .last().extracting(NumberRecord::state).isEqualTo(NumberRecord.State.FAILED));
    }

    @Test
    void aFailedReleaseIsTriedAgain() {
        var did = whoseReleaseFailed();

        Ordering.retry(did, false).statusCode(202).body("state", is("running"));

        Ordering.awaitState(did, "done");
        Ordering.number(did).body("state", is("released"));
    }

    @Test
    void aNumberWhoseReleaseFailedCanBeTakenBack() {
        var did = whoseReleaseFailed();

        Ordering.provisioned(did);

        Ordering.number(did).body("state", is("active"));
        assertThat(SimulatedCarrier.calls("POST", "/orderTn", did)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"""
            {"did":"72345"}""", """
            {"did":"+34600111222"}""", """
            {}""", """
            {"did":"+17865550101","teams":["../etc"]}""", """
            {"did":"+17865550101","campaignId":"<b>"}""", """
            {"did":"+17865550101","unknown":1}"""})
    void refusesAWishThatCannotBe(String body) {
        Tokens.marta().body(body).post("/api/numbers/provision").then().statusCode(422)
                .contentType("application/problem+json").body("errors.size()", is(1));
    }

    @Test
    void findsANumberInEverySpelling() {
        var did = SimulatedCarrier.forSale();
        Ordering.provisioned(did);

        Stream.of(did.value(), did.carrierDigits(), did.carrierDigits().substring(1)).forEach(
                spelling -> Tokens.marta().get("/api/numbers/" + spelling).then().statusCode(200).body("did",
                        is(did.value())));
    }

    @Test
    void hasNoOrderOfANumberThatIsNotOurs() {
        Tokens.marta().get("/api/numbers/{did}/order", new PhoneNumber("+17865559998").value()).then().statusCode(404);
        Ordering.release(new PhoneNumber("+17865559998")).statusCode(404);
    }

    /** One that the carrier would not take back; it would now. */
    private static PhoneNumber whoseReleaseFailed() {
        var did = SimulatedCarrier.forSale();
        Ordering.provisioned(did);
        SimulatedCarrier.faults(Map.of("api", "409", "apiOn", "DELETE/tnRecord"));
        Ordering.release(did).statusCode(202);
        Ordering.awaitState(did, "failed");
        SimulatedCarrier.calm();
        return did;
    }
}
