package dev.hilo.simulator.number;

import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hilo.simulator.CarrierTest;
import dev.hilo.simulator.wire.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The same carrier as others have met it: what is known about numbers from one source only, or not at all. */
class DialectsTest extends CarrierTest {

    private static final String FOR_SALE = "12065550100";

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            404       | 404 | {"Status":"Failed","Code":"7404","Description":"Telephone number not found"}
            200-error | 200 | {"Status":"Failed","Code":"7404","Description":"Telephone number not found"}
            list      | 200 | []
            null      | 200 | null
            """)
    void nothingFoundHasManyForms(String form, int status, String body) {
        turn("nothing-found", form);

        var answer = client.api("GET", "tnRecord?Number=" + FOR_SALE);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body()).isEqualTo(body);
    }

    @Test
    void aSingleRecordMayStandWithoutItsList() {
        ownDemoNumber();
        turn("single-record", "object");

        assertThat(record().path("TN").asText()).isEqualTo(OURS);
    }

    @ParameterizedTest
    @CsvSource({"absent, MISSING", "text, STRING", "null, NULL"})
    void aFreshNumberHasNoWebhookInManyForms(String form, String type) {
        turn("blanks", form);
        client.api("POST", "orderTn", Map.of("TN", FOR_SALE));

        var messaging = client.api("GET", "tnRecord?Number=" + FOR_SALE).json().at("/0/Messaging");

        assertThat(messaging.path("Webhook").getNodeType()).hasToString(type);
        assertThat(messaging.path("Tcr").getNodeType()).hasToString(type);
    }

    @Test
    void namesMayComeBackInAnotherCase() {
        ownDemoNumber();
        turn("name-case", "upper");
        assertThat(record().at("/0/Messaging/Webhook").asText()).isEqualTo("TEST");

        turn("name-case", "lower");
        assertThat(record().at("/0/Messaging/Tcr").asText()).isEqualTo("c0demo1");
    }

    @Test
    void theClassIsAnyWord() {
        ownDemoNumber();
        turn("class", "AP2LC");

        assertThat(record().at("/0/Messaging/Class").asText()).isEqualTo("AP2LC");
    }

    @Test
    void aDescriptionMayBeAnObject() {
        turn("description", "object");

        assertThat(client.api("GET", "tnRecord?Number=" + FOR_SALE).json().at("/Description/Reason").asText())
                .isEqualTo("Telephone number not found");
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", emptyValue = "", textBlock = """
            any,     '',      true
            any,     -,       true
            any,     default, true
            empty,   '',      true
            empty,   -,       false
            empty,   default, false
            default, '',      false
            default, default, true
            null,    '',      false
            null,    -,       true
            """)
    void oneWayOfClearingMayBeTheOnlyOne(String understood, String sent, boolean clears) {
        ownDemoNumber();
        turn("clear-value", understood);
        var body = Json.object().put("TN", OURS).put("Webhook", sent).put("Tcr", sent);

        assertThat(client.api("POST", "tnRecord", body.toString()).status()).isEqualTo(200);

        assertThat(record().at("/0/Messaging/Webhook").asText("").isEmpty()).isEqualTo(clears);
        assertThat(record().at("/0/Messaging/Tcr").asText("").isEmpty()).isEqualTo(clears);
    }

    @Test
    void aBoughtNumberMayNeedAWhileToBeKnown() {
        turn("number-propagation", "1m");
        client.api("POST", "orderTn", Map.of("TN", FOR_SALE));

        assertThat(client.api("GET", "tnRecord?Number=" + FOR_SALE).status()).isEqualTo(404);
        assertThat(client.api("POST", "tnRecord", Map.of("TN", FOR_SALE, "Sms", true)).status()).isEqualTo(404);
        assertThat(client.api("POST", "orderTn", Map.of("TN", FOR_SALE)).json().path("Code").asText())
                .isEqualTo("7511");

        turn("number-propagation", 0);
        assertThat(client.api("GET", "tnRecord?Number=" + FOR_SALE).status()).isEqualTo(200);
    }

    @Test
    void anUnknownWebhookMayBeAConflict() {
        ownDemoNumber();
        turn("webhook-unknown", "409");

        assertThat(client.api("POST", "tnRecord", Map.of("TN", OURS, "Webhook", "nowhere")).status()).isEqualTo(409);
    }

    @Test
    void webhooksHadFewerFields() {
        ownDemoNumber();
        turn("webhook-fields", "2022");

        var webhook = client.api("GET", "webHooks?Webhook=test").json().path(0);

        assertThat(webhook.has("Dlr")).isFalse();
        assertThat(webhook.has("Method")).isFalse();
        assertThat(webhook.has("Last Modifiction")).isTrue();
    }

    @Test
    void aSearchMayBeginWithTheTypoOfTheDocument() {
        turn("search-typo", true);

        assertThat(client.api("GET", "orderTn?Npa=206&Nxx=555&Limit=3").json().at("/0/TN").asText()).hasSize(12);
    }

    @Test
    void campaignsMayHaveTheStyleOfTheDocument() {
        ownDemoNumber();
        turn("campaigns", "CW1549, C0DEMO1");

        assertThat(client.api("GET", "campaigns").json().findValuesAsText("Tcr")).containsExactly("CW1549", "C0DEMO1");
        assertThat(client.api("POST", "tnRecord", Map.of("TN", OURS, "Tcr", "CW1549")).status()).isEqualTo(200);
        assertThat(client.api("POST", "tnRecord", Map.of("TN", OURS, "Tcr", "C0DEMO2")).status()).isEqualTo(404);
    }

    @Test
    void aListMayBeCutWhateverWasAskedFor() {
        ownDemoNumber();
        carrier.control().own("17865550100", receiver.url());
        turn("list-cap", 1);

        assertThat(client.api("GET", "tnRecord?Limit=10000").json()).hasSize(1);
    }

    @Test
    void anAgreementMayBeMissing() {
        carrier.control().faults(Map.of("api", "412", "apiOn", "POST/orderTn"));

        assertThat(client.api("POST", "orderTn", Map.of("TN", FOR_SALE)).status()).isEqualTo(412);
    }

    private JsonNode record() {
        return client.api("GET", "tnRecord?Number=" + OURS).json();
    }
}
