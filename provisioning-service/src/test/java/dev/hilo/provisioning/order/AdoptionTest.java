package dev.hilo.provisioning.order;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.provisioning.SimulatedCarrier;
import dev.hilo.provisioning.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

@QuarkusTest
class AdoptionTest {

    @AfterEach
    void calm() {
        SimulatedCarrier.calm();
    }

    @Test
    void numbersThatTheAccountHasAreListedUntilTheyAreAdopted() {
        var did = SimulatedCarrier.atTheAccount(Map.of("Sms", false));
        unmanaged().body("did", hasItem(did.value()));

        adopt(List.of(did), Map.of("teams", List.of("support")));
        Ordering.awaitState(did, "done");

        unmanaged().body("did", not(hasItem(did.value())));
        Ordering.number(did).body("state", is("active")).body("smsEnabled", is(true)).body("teams",
                contains("support"));
    }

    @Test
    void anAdoptedNumberKeepsTheCampaignItHas() {
        var did = SimulatedCarrier.atTheAccount(Map.of("Tcr", "C0DEMO2"));

        adopt(List.of(did), Map.of());
        Ordering.awaitState(did, "done");

        Ordering.number(did).body("campaignId", is("C0DEMO2"));
        assertThat(Ordering.stepState(did, "assign-campaign")).isEqualTo("skipped");
    }

    @Test
    void aNumberThatTheAccountDoesNotHaveIsNeverBought() {
        var did = SimulatedCarrier.forSale();

        adopt(List.of(did), Map.of());
        Ordering.awaitState(did, "failed");

        assertThat(Ordering.stepCode(did, "recognise")).isEqualTo("not-listed");
        assertThat(SimulatedCarrier.calls("POST", "/orderTn", did)).isEmpty();
    }

    @Test
    void fiftyNumbersAreAdoptedInOneCallEachOnce() {
        var dids = Stream.generate(() -> SimulatedCarrier.atTheAccount(Map.of())).limit(50).toList();

        adopt(dids, Map.of("teams", List.of("support")));

        dids.forEach(did -> Ordering.awaitState(did, "done"));
        dids.forEach(did -> assertThat(SimulatedCarrier.calls("POST", "/orderTn", did)).isEmpty());
        Tokens.marta().body(body(dids, Map.of())).post("/api/numbers/import").then().statusCode(202)
                .body("state", everyOneIs("done"));
    }

    @Test
    void namesThePlaceOfANumberThatIsNone() {
        Tokens.marta().body(Map.of("dids", List.of("+17865551234", "72345"))).post("/api/numbers/import").then()
                .statusCode(422).body("errors[0].pointer", is("/dids/1"));
    }

    @Test
    void aListThatMayBeCutOffSaysSo() {
        unmanaged().header("X-List-Complete", is("true"));
    }

    private static org.hamcrest.Matcher<Iterable<? extends String>> everyOneIs(String state) {
        return org.hamcrest.Matchers.everyItem(is(state));
    }

    private static io.restassured.response.ValidatableResponse unmanaged() {
        return Tokens.marta().get("/api/numbers/unmanaged").then().statusCode(200);
    }

    private static void adopt(List<PhoneNumber> dids, Map<String, ?> more) {
        Tokens.marta().body(body(dids, more)).post("/api/numbers/import").then().statusCode(202)
                .body("did", contains(dids.stream().map(PhoneNumber::value).sorted().toArray(String[]::new)))
                .body("kind", everyOneIs("adopt"));
    }

    private static Map<String, Object> body(List<PhoneNumber> dids, Map<String, ?> more) {
        var body = new java.util.HashMap<String, Object>(more);
        body.put("dids", dids.stream().map(PhoneNumber::value).toList());
        return body;
    }
}
