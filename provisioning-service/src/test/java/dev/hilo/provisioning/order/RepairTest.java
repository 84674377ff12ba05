package dev.hilo.provisioning.order;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.Topics;
import dev.hilo.contracts.provisioning.NumberRecord;
import dev.hilo.platform.testing.Soon;
import dev.hilo.provisioning.PublishedEvents;
import dev.hilo.provisioning.SimulatedCarrier;
import dev.hilo.provisioning.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

/** What was changed behind our back is found in one comparison of all numbers, and set right on demand. */
@QuarkusTest
class RepairTest {

    @AfterEach
    void calm() {
        SimulatedCarrier.calm();
    }

    @Test
    void ofFiftyNumbersExactlyTheThreeThatWereChangedAreFoundAndRepaired() {
        var dids = IntStream.range(0, 50).mapToObj(_ -> SimulatedCarrier.atTheAccount(Map.of())).toList();
        Tokens.marta().body(Map.of("dids", dids.stream().map(PhoneNumber::value).toList(), "campaignId", "C0DEMO1"))
                .post("/api/numbers/import").then().statusCode(202);
        dids.forEach(did -> Ordering.awaitState(did, "done"));
        check().body(differing(dids), empty());

        SimulatedCarrier.number(dids.get(7), Map.of("Sms", false));
        SimulatedCarrier.number(dids.get(21), Map.of("Tcr", "C0DEMO2"));
        SimulatedCarrier.number(dids.get(42), Map.of("Webhook", "", "Mms", false));

        check().body(differing(dids), containsInAnyOrder(dids.get(7).value(), dids.get(21).value(),
                dids.get(42).value()))
                .body(fields(dids.get(7)), containsInAnyOrder("sms"))
                .body(fields(dids.get(21)), containsInAnyOrder("campaign"))
                .body(fields(dids.get(42)), containsInAnyOrder("webhook", "mms"));
        for (var changed : List.of(dids.get(7), dids.get(21), dids.get(42))) {
            repair(changed).statusCode(202).body("kind", is("repair"));
            Ordering.awaitState(changed, "done");
            Ordering.number(changed).body("state", is("active"));
        }
        newest().body(differing(dids), empty());
        check().body(differing(dids), empty());
    }

    @Test
    void whatTheCarrierSwitchedOffIsToldToEverybodyAtOnce() {
        var did = SimulatedCarrier.forSale();
        Ordering.provisioned(did);
        SimulatedCarrier.number(did, Map.of("Sms", false));

        check().body("checkedAt", notNullValue());

        Soon.await().atMost(Duration.ofSeconds(10)).untilAsserted(
                () -> assertThat(PublishedEvents.under(Topics.NUMBER_RECORDS, did.value(), NumberRecord.class)
                        .getLast()).extracting(NumberRecord::state, NumberRecord::smsEnabled)
                        .containsExactly(NumberRecord.State.ACTIVE, false));
    }

    @Test
    void aNumberThatTheCarrierLostIsOnTheList() {
        var did = SimulatedCarrier.forSale();
        Ordering.provisioned(did);
        SimulatedCarrier.lose(did);

        check().body("numbers.find { it.did == '" + did.value() + "' }.owned", is(false));
        repair(did).statusCode(202);
        Ordering.awaitState(did, "failed");
        Ordering.number(did).body("state", is("active"));
    }

    /** The carrier cuts its list off without a word; nothing is called lost for that. */
    @Test
    void aNumberThatAListLeavesOutIsAskedForByItself() {
        var did = SimulatedCarrier.forSale();
        Ordering.provisioned(did);
        SimulatedCarrier.faults(Map.of("api", "empty", "apiOn", "GET/tnRecord", "times", 1));

        check().body("numbers.did", not(hasItem(did.value())));
    }

    @Test
    void onlyAnActiveNumberIsRepaired() {
        var did = SimulatedCarrier.forSale();
        SimulatedCarrier.faults(Map.of("campaign-limit", 0));
        Ordering.provision(did).statusCode(202);
        Ordering.awaitState(did, "failed");

        repair(did).statusCode(409).body("type", endsWith("/number-busy"));
    }

    @Test
    void aCarrierThatCannotBeAskedLeavesTheLastComparisonStanding() {
        var _ = check();
        var before = newest().extract().<String>path("checkedAt");
        SimulatedCarrier.faults(Map.of("api", "500", "apiOn", "GET/tnRecord"));

        Tokens.marta().post("/api/numbers/drift/check").then().statusCode(503)
                .body("type", endsWith("/carrier-unavailable"));

        newest().body("checkedAt", is(before));
    }

    private static ValidatableResponse check() {
        return Tokens.marta().post("/api/numbers/drift/check").then().statusCode(200);
    }

    private static ValidatableResponse newest() {
        return Tokens.marta().get("/api/numbers/drift").then().statusCode(200);
    }

    private static ValidatableResponse repair(PhoneNumber did) {
        return Tokens.marta().post("/api/numbers/{did}/repair", did.value()).then();
    }

    private static String differing(List<PhoneNumber> among) {
        return "numbers.findAll { it.did in " + among.stream().map(did -> "'" + did.value() + "'").toList()
                + " }.did";
    }

    private static String fields(PhoneNumber did) {
        return "numbers.find { it.did == '" + did.value() + "' }.fields.findAll { !it.same }.field";
    }
}
