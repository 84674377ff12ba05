package dev.hilo.provisioning;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.platform.testing.Soon;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

/**
 * A number's whole life with every carrier that this one might turn out to be: what its document leaves open, what its
 * document and live accounts disagree about, and what others met.
 */
@QuarkusTest
class CarrierVariantsTest {

    /** A way in which the carrier may behave, as positions of the simulator's switches. */
    record Variant(Map<String, ?> switches) {

        static Variant of(Object... namesAndPositions) {
            Map<String, Object> switches = new LinkedHashMap<>();
            for (var i = 0; i < namesAndPositions.length; i += 2) {
                switches.put((String) namesAndPositions[i], namesAndPositions[i + 1]);
            }
            return new Variant(switches);
        }

        String campaign() {
            return switches.containsKey("campaigns") ? "CW1549" : "C0DEMO1";
        }

        @Override
        public String toString() {
            return switches.toString();
        }
    }

    static Stream<Variant> variants() {
        return Stream.of(Variant.of(),
                // Types, spellings and forms.
                Variant.of("loose-types", true), Variant.of("blanks", "text"), Variant.of("blanks", "null"),
                Variant.of("name-case", "upper"), Variant.of("name-case", "lower"), Variant.of("class", "A2P"),
                Variant.of("class", "AP2LC"), Variant.of("single-record", "object"), Variant.of("search-typo", true),
                Variant.of("webhook-fields", "2022"), Variant.of("campaigns", "CW1549,C0DEMO1"),
                // How it says no, and that there is nothing.
                Variant.of("errors-as-200", true), Variant.of("error-body", "empty"), Variant.of("error-body", "html"),
                Variant.of("description", "object"), Variant.of("errors-as-200", true, "description", "object"),
                Variant.of("nothing-found", "list"), Variant.of("nothing-found", "200-error"),
                Variant.of("nothing-found", "null"),
                // What is cut off without a word.
                Variant.of("list-limit", 1), Variant.of("list-cap", 1),
                // What is not known everywhere at once.
                Variant.of("number-propagation", 300), Variant.of("webhook-propagation", 300),
                Variant.of("webhook-propagation", 300, "webhook-unknown", "409"),
                // Answers without a word, of calls that took effect.
                Variant.of("api", "empty", "apiOn", "POST/tnRecord"),
                Variant.of("api", "empty", "apiOn", "PUT/webHooks"),
                Variant.of("api", "empty", "apiOn", "DELETE/tnRecord"),
                Variant.of("api", "empty", "apiOn", "POST/orderTn"),
                // Bought, but the answer is lost and the number not listed yet: the second purchase is told 7511.
                Variant.of("api", "empty", "apiOn", "POST/orderTn", "number-propagation", 400),
                Variant.of("api", "empty", "apiOn", "POST/orderTn", "number-propagation", 400, "errors-as-200", true),
                Variant.of("api", "timeout-after-accept", "apiOn", "POST/orderTn", "delayMs", 200, "times", 1),
                // Trouble now and then, anywhere.
                Variant.of("api", "429", "rate", 0.2), Variant.of("api", "500", "rate", 0.2),
                Variant.of("api", "html500", "rate", 0.2), Variant.of("api", "503", "rate", 0.2),
                Variant.of("api", "503", "rate", 0.2, "accepted", true), Variant.of("api", "reset", "rate", 0.2),
                Variant.of("api", "reset", "rate", 0.2, "accepted", true), Variant.of("latencyMs", 30),
                // All at once.
                Variant.of("loose-types", true, "blanks", "null", "name-case", "lower", "class", "AP2LC",
                        "single-record", "object", "description", "object", "nothing-found", "200-error",
                        "webhook-fields", "2022", "search-typo", true, "list-cap", 1, "number-propagation", 200,
                        "webhook-propagation", 200, "campaigns", "CW1549"));
    }

    @BeforeEach
    void nothingIsSetUpYet() {
        SimulatedCarrier.calm();
        SimulatedCarrier.forgetWebhook("hilo");
    }

    @AfterEach
    void calm() {
        SimulatedCarrier.calm();
    }

    @ParameterizedTest
    @MethodSource("variants")
    void aNumberLivesItsWholeLife(Variant variant) {
        var did = SimulatedCarrier.forSale();
        var found = SimulatedCarrier.atTheAccount(Map.of("Sms", false));
        SimulatedCarrier.faults(variant.switches());

        isOnTheShelf(did);
        isBoughtOnce(did, variant);
        isTakenOver(found, variant);
        isWatchedAndRepaired(did);
        isGivenBack(did);
    }

    /** What no repetition changes is said by its step, and goes on when somebody has seen to it. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            400,       7000
            401,       http-401
            403,       no-funds
            409,       7409
            412,       7412
            200-error, 7409
            """)
    void whatOnlyAPersonCanHelpIsNamed(String fault, String code) {
        var did = SimulatedCarrier.forSale();
        SimulatedCarrier.faults(Map.of("api", fault, "apiOn", "POST/tnRecord"));

        provision(did, "C0DEMO1");

        awaitOrder(did, "failed");
        order(did).body("steps.find { it.name == 'enable-messaging' }.state", is("failed"))
                .body("steps.find { it.name == 'enable-messaging' }.code", is(code));
        SimulatedCarrier.calm();
        Tokens.marta().post("/api/numbers/{did}/order/retry", did.value()).then().statusCode(202);
        awaitOrder(did, "done");
        assertThat(SimulatedCarrier.purchases(did)).isLessThanOrEqualTo(1);
        isSetUp(did, "C0DEMO1");
    }

    @Test
    void anEmptyAccountIsNamedWhereverItIsMet() {
        var did = SimulatedCarrier.forSale();
        SimulatedCarrier.faults(Map.of("balance", "0.00"));

        provision(did, "C0DEMO1");

        awaitOrder(did, "failed");
        order(did).body("steps[0].name", is("buy")).body("steps[0].code", is("no-funds"))
                .body("steps[0].words", startsWith("No money left on the carrier account"));
        SimulatedCarrier.calm();
        Tokens.marta().post("/api/numbers/{did}/order/retry", did.value()).then().statusCode(202);
        awaitOrder(did, "done");
        assertThat(SimulatedCarrier.purchases(did)).isEqualTo(1);
    }

    @Test
    void aNumberThatIsSoldIsGoneHoweverThatIsSaid() {
        for (var switches : List.of(Map.of("error-body", "empty"), Map.of("error-body", "html"),
                Map.of("errors-as-200", true), Map.of("description", "object"))) {
            var did = SimulatedCarrier.forSale();
            SimulatedCarrier.calm();
            SimulatedCarrier.faults(Map.of("api", "sold", "apiOn", "POST/orderTn"));
            SimulatedCarrier.faults(switches);

            provision(did, "C0DEMO1");

            awaitOrder(did, "gone");
        }
    }

    private static void isOnTheShelf(PhoneNumber did) {
        eventually(() -> Tokens.marta().get("/api/numbers/available?npa={npa}&nxx=555", did.value().substring(2, 5))
                .then().statusCode(200).body("did", hasItem(did.value())));
        eventually(() -> Tokens.marta().get("/api/numbers/available?npa=786&nxx=211").then().statusCode(200)
                .body("size()", is(0)));
    }

    private static void isBoughtOnce(PhoneNumber did, Variant variant) {
        provision(did, variant.campaign());
        awaitOrder(did, "done");
        assertThat(SimulatedCarrier.purchases(did)).isEqualTo(1);
        isSetUp(did, variant.campaign());
        Tokens.marta().get("/api/numbers/{did}", did.value()).then().body("state", is("active"))
                .body("campaignId", is(variant.campaign()));
    }

    private static void isTakenOver(PhoneNumber did, Variant variant) {
        Tokens.marta().body(Map.of("dids", List.of(did.value()), "campaignId", variant.campaign()))
                .post("/api/numbers/import").then().statusCode(202);
        awaitOrder(did, "done");
        assertThat(SimulatedCarrier.calls("POST", "/orderTn", did)).isEmpty();
        isSetUp(did, variant.campaign());
    }

    private static void isWatchedAndRepaired(PhoneNumber did) {
        eventually(() -> compared().body(fieldsOf(did), nullValue()));
        SimulatedCarrier.number(did, Map.of("Mms", false, "Tcr", ""));

        eventually(() -> compared().body(fieldsOf(did) + ".findAll { !it.same }.field",
                is(List.of("mms", "campaign"))));
        Tokens.marta().post("/api/numbers/{did}/repair", did.value()).then().statusCode(202);
        awaitOrder(did, "done");
        eventually(() -> compared().body(fieldsOf(did), nullValue()));
    }

    private static void isGivenBack(PhoneNumber did) {
        Tokens.marta().delete("/api/numbers/{did}?now=true", did.value()).then().statusCode(202);
        awaitOrder(did, "done");
        Tokens.marta().get("/api/numbers/{did}", did.value()).then().body("state", is("released"));
        assertThat(SimulatedCarrier.record(did)).isEmpty();
    }

    private static void isSetUp(PhoneNumber did, String campaign) {
        var messaging = SimulatedCarrier.record(did).orElseThrow().path("Messaging");
        assertThat(messaging.path("Sms").asBoolean()).isTrue();
        assertThat(messaging.path("Mms").asBoolean()).isTrue();
        assertThat(messaging.path("Webhook").asText()).isEqualTo("hilo");
        assertThat(messaging.path("Tcr").asText()).isEqualTo(campaign);
    }

    private static void provision(PhoneNumber did, String campaign) {
        Tokens.marta().body(Map.of("did", did.value(), "campaignId", campaign, "teams", List.of("support")))
                .post("/api/numbers/provision").then().statusCode(202);
    }

    private static ValidatableResponse order(PhoneNumber did) {
        return Tokens.marta().get("/api/numbers/{did}/order", did.value()).then().statusCode(200);
    }

    private static void awaitOrder(PhoneNumber did, String state) {
        Soon.await().atMost(Duration.ofSeconds(30)).untilAsserted(
                () -> assertThat(order(did).extract().<String>path("state")).isNotEqualTo("running"));
        assertThat(order(did).extract().<String>path("state")).as(() -> order(did).extract().asString())
                .isEqualTo(state);
    }

    /** All numbers compared now; a carrier in trouble has to be asked again. */
    private static ValidatableResponse compared() {
        return Tokens.marta().post("/api/numbers/drift/check").then().statusCode(200);
    }

    private static String fieldsOf(PhoneNumber did) {
        return "numbers.find { it.did == '" + did.value() + "' }.fields";
    }

    private static void eventually(ThrowingRunnable assertion) {
        Soon.await().atMost(Duration.ofSeconds(20))
                .untilAsserted(assertion);
    }
}
