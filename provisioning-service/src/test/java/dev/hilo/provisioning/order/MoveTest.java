package dev.hilo.provisioning.order;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.Topics;
import dev.hilo.contracts.provisioning.NumberRecord;
import dev.hilo.contracts.provisioning.OrderRecord;
import dev.hilo.platform.testing.Soon;
import dev.hilo.provisioning.PublishedEvents;
import dev.hilo.provisioning.SimulatedCarrier;
import dev.hilo.provisioning.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

/** Numbers into campaigns, between them and out of them, and the places that a campaign has. */
@QuarkusTest
class MoveTest {

    @AfterEach
    void calm() {
        SimulatedCarrier.calm();
    }

    @Test
    void aNumberMovesAndStaysActive() {
        var did = inDemo1();

        move(did, "C0DEMO2").statusCode(202).body("kind", is("move")).body("campaignId", is("C0DEMO2"))
                .body("steps.name", contains("assign-campaign", "verify"));

        Ordering.awaitState(did, "done");
        Ordering.number(did).body("state", is("active")).body("campaignId", is("C0DEMO2"));
        assertThat(campaignAtTheCarrier(did)).isEqualTo("C0DEMO2");
        Soon.await().atMost(Duration.ofSeconds(10)).untilAsserted(
                () -> assertThat(PublishedEvents.under(Topics.NUMBER_RECORDS, did.value(), NumberRecord.class)).last()
                        .extracting(NumberRecord::state, NumberRecord::campaignId)
                        .containsExactly(NumberRecord.State.ACTIVE, "C0DEMO2"));
        ToldOrders.endAsTheTableHasIt(did);
        ToldOrders.neverContradictThemselves(did);
        assertThat(ToldOrders.of(did)).filteredOn(order -> order.kind().equals("move"))
                .extracting(OrderRecord::state).startsWith(OrderRecord.State.RUNNING)
                .endsWith(OrderRecord.State.DONE);
    }

    @Test
    void aNumberIsTakenOutOfItsCampaignAndThatIsNoDrift() {
        var did = inDemo1();

        move(did, null).statusCode(202).body("kind", is("move")).body("campaignId", nullValue());

        Ordering.awaitState(did, "done");
        assertThat(Ordering.stepState(did, "assign-campaign")).isEqualTo("done");
        assertThat(campaignAtTheCarrier(did)).isEmpty();
        Ordering.number(did).body("state", is("active")).body("campaignId", nullValue());
        drift(did).body("drifted", is(false));

        SimulatedCarrier.number(did, Map.of("Tcr", "C0DEMO1"));
        drift(did).body("drifted", is(true)).body("fields.findAll { !it.same }.field", contains("campaign"));
        Tokens.marta().post("/api/numbers/{did}/repair", did.value()).then().statusCode(202);
        Ordering.awaitState(did, "done");
        assertThat(campaignAtTheCarrier(did)).isEmpty();
    }

    @Test
    void theSameWishAgainIsAnsweredWithTheOrderUnderWayAndAnotherOneHasToWait() {
        var did = inDemo1();
        SimulatedCarrier.faults(Map.of("latencyMs", 700));
        var id = move(did, "C0DEMO2").statusCode(202).extract().<String>path("id");

        move(did, "C0DEMO2").statusCode(202).body("id", is(id));
        move(did, null).statusCode(409).body("type", endsWith("/number-busy"));

        SimulatedCarrier.calm();
        Ordering.awaitState(did, "done");
    }

    @Test
    void refusesWhatCannotBe() {
        var did = inDemo1();

        move(did, "C0NONE").statusCode(422).body("errors[0].pointer", is("/campaignId"));
        move(did, "<b>").statusCode(422);
        move(new PhoneNumber("+17865559995"), "C0DEMO2").statusCode(404);
        Ordering.release(did).statusCode(202);
        Ordering.awaitState(did, "done");
        move(did, "C0DEMO2").statusCode(409).body("type", endsWith("/number-busy"));
    }

    @Test
    void aMoveThatTheCarrierRefusesLeavesTheNumberActiveAndCanBeLetBe() {
        var did = inDemo1();
        SimulatedCarrier.faults(Map.of("campaign-limit", 0));
        move(did, "C0DEMO2").statusCode(202);
        Ordering.awaitState(did, "failed");
        Ordering.number(did).body("state", is("active")).body("campaignId", is("C0DEMO1"));
        assertThat(Ordering.stepState(did, "assign-campaign")).isEqualTo("failed");

        Ordering.retry(did, true).statusCode(202);

        Ordering.awaitState(did, "done");
        Ordering.number(did).body("campaignId", is("C0DEMO1"));
        drift(did).body("drifted", is(false));
    }

    @Test
    void aMoveThatFailedTakesOverANewWish() {
        var did = inDemo1();
        SimulatedCarrier.faults(Map.of("campaign-limit", 0));
        var id = move(did, "C0DEMO2").statusCode(202).extract().<String>path("id");
        Ordering.awaitState(did, "failed");
        SimulatedCarrier.calm();

        move(did, null).statusCode(202).body("id", is(id)).body("campaignId", nullValue());

        Ordering.awaitState(did, "done");
        ToldOrders.endAsTheTableHasIt(did);
        assertThat(campaignAtTheCarrier(did)).isEmpty();
    }

    @Test
    void ofManyOrdersForTheLastPlaceOneGetsIt() throws Exception {
        SimulatedCarrier.campaign("C0SMALL1");
        for (var one = 0; one < 2; one++) {
            var did = SimulatedCarrier.forSale();
            Ordering.provision(did, Map.of("campaignId", "C0SMALL1")).statusCode(202);
            Ordering.awaitState(did, "done");
        }
        var rivals = Stream.generate(SimulatedCarrier::forSale).limit(8).toList();
        var movers = List.of(inDemo1(), inDemo1());

        List<Integer> answers;
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            var wishes = Stream.concat(
                    rivals.stream().map(did -> wish(() -> Ordering.provision(did, Map.of("campaignId", "C0SMALL1")))),
                    movers.stream().map(did -> wish(() -> move(did, "C0SMALL1")))).toList();
            answers = people.invokeAll(wishes).stream().map(answer -> answer.resultNow()).toList();
        }

        assertThat(answers).hasSize(10).containsOnly(202, 409).containsOnlyOnce(202);
        Stream.concat(rivals.stream(), movers.stream()).filter(did -> SimulatedCarrier.record(did).isPresent())
                .forEach(did -> Ordering.awaitState(did, "done"));
        var late = SimulatedCarrier.forSale();
        Ordering.provision(late, Map.of("campaignId", "C0SMALL1")).statusCode(409)
                .body("type", endsWith("/campaign-full")).body("limit", is(3)).body("taken", is(3))
                .body("campaignId", is("C0SMALL1"));
        Tokens.marta().get("/api/numbers/{did}", late.value()).then().statusCode(404);
    }

    @Test
    void aPlaceIsFreeAgainWhenItsNumberHasLeft() {
        SimulatedCarrier.campaign("C0SMALL2");
        var dids = Stream.generate(MoveTest::inDemo1).limit(4).toList();
        dids.subList(0, 3).forEach(did -> {
            move(did, "C0SMALL2").statusCode(202);
            Ordering.awaitState(did, "done");
        });
        move(dids.get(3), "C0SMALL2").statusCode(409).body("type", endsWith("/campaign-full"));

        move(dids.getFirst(), "C0DEMO1").statusCode(202);
        Ordering.awaitState(dids.getFirst(), "done");

        move(dids.get(3), "C0SMALL2").statusCode(202);
        Ordering.awaitState(dids.get(3), "done");
    }

    @Test
    void numbersOfTheAccountThatAreThereAlreadyNeedNoPlaceAndTakeOne() {
        SimulatedCarrier.campaign("C0SMALL3");
        var there = Stream.generate(() -> SimulatedCarrier.atTheAccount(Map.of("Tcr", "C0SMALL3"))).limit(3).toList();
        var other = SimulatedCarrier.atTheAccount(Map.of());

        adopt(List.of(there.getFirst(), other), "C0SMALL3").statusCode(409).body("type", endsWith("/campaign-full"));
        Tokens.marta().get("/api/numbers/{did}", there.getFirst().value()).then().statusCode(404);

        adopt(there, "C0SMALL3").statusCode(202);
        there.forEach(did -> Ordering.awaitState(did, "done"));
    }

    @Test
    void anImportIntoACampaignThatThereIsNotIsRefused() {
        adopt(List.of(SimulatedCarrier.atTheAccount(Map.of())), "C0NONE").statusCode(422)
                .body("errors[0].pointer", is("/campaignId"));
    }

    private static Callable<Integer> wish(Callable<ValidatableResponse> wish) {
        return () -> wish.call().extract().statusCode();
    }

    private static PhoneNumber inDemo1() {
        var did = SimulatedCarrier.forSale();
        Ordering.provisioned(did);
        return did;
    }

    private static ValidatableResponse adopt(List<PhoneNumber> dids, String campaign) {
        return Tokens.marta().body(Map.of("dids", dids.stream().map(PhoneNumber::value).toList(), "campaignId",
                campaign)).post("/api/numbers/import").then();
    }

    @CanIgnoreReturnValue
    private static ValidatableResponse move(PhoneNumber did, String campaign) {
        Map<String, Object> body = new HashMap<>();
        body.put("campaignId", campaign);
        return Tokens.marta().body(body).put("/api/numbers/{did}/campaign", did.value()).then();
    }

    private static ValidatableResponse drift(PhoneNumber did) {
        return Tokens.marta().get("/api/numbers/{did}/drift", did.value()).then().statusCode(200);
    }

    private static String campaignAtTheCarrier(PhoneNumber did) {
        return SimulatedCarrier.record(did).orElseThrow().path("Messaging").path("Tcr").asText();
    }
}
