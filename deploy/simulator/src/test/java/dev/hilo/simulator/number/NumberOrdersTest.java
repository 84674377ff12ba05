package dev.hilo.simulator.number;

import java.util.Map;

import dev.hilo.simulator.CarrierTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class NumberOrdersTest extends CarrierTest {

    @Test
    void searchAnswersABareArrayOfStrings() {
        var offers = client.api("GET", "orderTn?Npa=786&Limit=5").json();

        assertThat(offers).hasSize(5);
        assertThat(offers.path(0)).allSatisfy(value -> assertThat(value.isTextual()).isTrue());
        assertThat(offers.path(0).fieldNames()).toIterable()
                .containsExactly("TN", "Rate Center", "State", "Tier", "Per Minute Rate", "Mrc", "Nrc");
        assertThat(offers.at("/0/State").asText()).isEqualTo("FL");
        assertThat(offers.at("/0/TN").asText()).matches("1786\\d{7}");
    }

    @Test
    void theDemoNumbersAreForSale() {
        assertThat(client.api("GET", "orderTn?Npa=786&Nxx=555").json().findValuesAsText("TN"))
                .contains("17865551234", "17865550100");
    }

    @Test
    void everySearchShowsTheSameWindow() {
        var once = client.api("GET", "orderTn?Npa=206&Limit=100").body();

        assertThat(client.api("GET", "orderTn?Npa=206&Limit=100").body()).isEqualTo(once);
    }

    @ParameterizedTest
    @ValueSource(strings = {"orderTn?Npa=999", "orderTn?Npa=111", "orderTn?Npa=786&Nxx=911", "orderTn?Npa=786&Nxx=099"})
    void nothingForSaleIsA404(String search) {
        var reply = client.api("GET", search);

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.json().path("Description").asText()).isEqualTo("No telephone numbers available");
    }

    @ParameterizedTest
    @ValueSource(strings = {"orderTn", "orderTn?Nxx=555", "orderTn?Npa=florida"})
    void aSearchWithoutAnAreaCodeIsMalformed(String search) {
        assertThat(client.api("GET", search).status()).isEqualTo(400);
    }

    @Test
    void aFreshNumberHasNeitherClassNorWebhookNorCampaign() {
        var reply = client.api("POST", "orderTn", Map.of("TN", OURS));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.json().path("Status").asText()).isEqualTo("Active");
        assertThat(reply.json().path("Messaging").fieldNames()).toIterable().containsExactly("Sms", "Mms");
        assertThat(reply.json().at("/Routing/Custom URI").isNull()).isTrue();
        assertThat(reply.json().at("/Routing/Trunk Group").asText("?")).isEmpty();
        assertThat(reply.json().at("/TN Details/Tier").isTextual()).isTrue();
        assertThat(reply.json().at("/TN Details/Cnam").isBoolean()).isTrue();
    }

    @Test
    void aBoughtNumberIsNoLongerForSale() {
        client.api("POST", "orderTn", Map.of("TN", OURS));

        assertThat(client.api("GET", "orderTn?Npa=786&Nxx=555").json().findValuesAsText("TN")).doesNotContain(OURS);
    }

    @Test
    void whatIsNotForSaleIsRefusedWith7501() {
        var reply = client.api("POST", "orderTn", Map.of("TN", "17865559999"));

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.body()).isEqualTo("{\"TN\":\"17865559999\",\"Status\":\"Failed\",\"Code\":\"7501\","
                + "\"Description\":\"Telephone Number not available to Purchase\"}");
    }

    @Test
    void buyingAgainWhatIsOursAlreadyIsRefusedWith7511() {
        client.api("POST", "orderTn", Map.of("TN", OURS));

        assertThat(client.api("POST", "orderTn", Map.of("TN", OURS)).json().path("Code").asText()).isEqualTo("7511");
    }

    @Test
    void theCampaignCannotBeGivenWithThePurchase() {
        client.api("POST", "orderTn", Map.of("TN", OURS, "Sms", true, "Tcr", "C0DEMO1"));

        assertThat(client.api("GET", "tnRecord?Number=" + OURS).json().at("/0/Messaging/Tcr").asText("?")).isEmpty();
    }

    @Test
    void aPurchaseWhoseAnswerIsLostHasTakenPlace() {
        carrier.control().faults(Map.of("api", "empty", "apiOn", "POST/orderTn", "times", 1));

        assertThat(client.api("POST", "orderTn", Map.of("TN", OURS)).body()).isEmpty();
        assertThat(client.api("POST", "orderTn", Map.of("TN", OURS)).json().path("Code").asText()).isEqualTo("7511");
    }

    @Test
    void anotherCustomerMayBeFaster() {
        carrier.control().faults(Map.of("api", "sold", "apiOn", "orderTn"));

        assertThat(client.api("POST", "orderTn", Map.of("TN", OURS)).json().path("Code").asText()).isEqualTo("7501");
    }

    @Test
    void onlyElevenDigitsAreANumber() {
        assertThat(client.api("POST", "orderTn", Map.of("TN", "+17865551234")).status()).isEqualTo(400);
        assertThat(client.api("POST", "orderTn", Map.of("TN", "7865551234")).status()).isEqualTo(400);
        assertThat(client.api("POST", "orderTn", "not json").status()).isEqualTo(400);
    }
}
