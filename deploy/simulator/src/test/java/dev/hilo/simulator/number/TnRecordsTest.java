package dev.hilo.simulator.number;

import java.util.Map;
import java.util.stream.IntStream;

import dev.hilo.simulator.CarrierTest;
import dev.hilo.simulator.wire.Json;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TnRecordsTest extends CarrierTest {

    @Test
    void noNumbersIsA404() {
        assertThat(client.api("GET", "tnRecord?Limit=100").status()).isEqualTo(404);
    }

    @Test
    void aSingleNumberIsStillAnArray() {
        ownDemoNumber();

        var record = client.api("GET", "tnRecord?Number=" + OURS).json();

        assertThat(record.isArray()).isTrue();
        assertThat(record.at("/0/Messaging/Class").asText()).isEqualTo("A2PLC");
        assertThat(record.at("/0/Messaging/Sms").isBoolean()).isTrue();
        assertThat(record.at("/0/Messaging/Webhook").asText()).isEqualTo("test");
        assertThat(record.at("/0/Messaging/Tcr").asText()).isEqualTo("C0DEMO1");
        assertThat(record.at("/0/TN Details/Activation Date").asText())
                .matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d");
        assertThat(record.path(0).has("ReferenceID")).isTrue();
    }

    @Test
    void filtersByTheKeysOfTheDocument() {
        ownDemoNumber();

        assertThat(client.api("GET", "tnRecord?Tcr=C0DEMO1&Sms=true&Status=Active").status()).isEqualTo(200);
        assertThat(client.api("GET", "tnRecord?Tcr=C0DEMO2").status()).isEqualTo(404);
        assertThat(client.api("GET", "tnRecord?Trunk%20Group=TG1").status()).isEqualTo(404);
    }

    @Test
    void withoutALimitTheListIsSilentlyCut() {
        IntStream.range(0, 5).forEach(n -> carrier.control().own("1206555010" + n, receiver.url()));
        turn("list-limit", 3);

        assertThat(client.api("GET", "tnRecord").json()).hasSize(3);
        assertThat(client.api("GET", "tnRecord?Limit=10000").json()).hasSize(5);
    }

    @Test
    void aChangeIsPartialAndAnswersOneObject() {
        ownDemoNumber();

        var record = client.api("POST", "tnRecord", Map.of("TN", OURS, "Mms", false)).json();

        assertThat(record.isObject()).isTrue();
        assertThat(record.at("/Messaging/Mms").asBoolean()).isFalse();
        assertThat(record.at("/Messaging/Sms").asBoolean()).isTrue();
        assertThat(record.has("ReferenceID")).isFalse();
    }

    @Test
    void emptyTextsClear() {
        ownDemoNumber();

        var record = client.api("POST", "tnRecord", Map.of("TN", OURS, "Webhook", "", "Tcr", "")).json();

        assertThat(record.path("Messaging").has("Webhook")).isFalse();
        assertThat(record.at("/Messaging/Tcr").asText("?")).isEmpty();
    }

    @Test
    void aWebhookMustExistAndMayNeedAWhileToBeAssignable() {
        ownDemoNumber();
        assertThat(client.api("POST", "tnRecord", Map.of("TN", OURS, "Webhook", "nowhere")).status()).isEqualTo(404);

        turn("webhook-propagation", "1m");
        client.api("PUT", "webHooks", Map.of("Webhook", "fresh", "Url", receiver.url()));
        assertThat(client.api("POST", "tnRecord", Map.of("TN", OURS, "Webhook", "fresh")).status()).isEqualTo(404);

        turn("webhook-propagation", 0);
        assertThat(client.api("POST", "tnRecord", Map.of("TN", OURS, "Webhook", "fresh")).status()).isEqualTo(200);
    }

    @Test
    void aFullCampaignTakesNoFurtherNumber() {
        turn("campaign-limit", 1);
        ownDemoNumber();
        carrier.control().number(Json.object().put("TN", "17865550100").put("Sms", true));

        assertThat(client.api("POST", "tnRecord", Map.of("TN", "17865550100", "Tcr", "C0DEMO1")).status())
                .isEqualTo(409);
        assertThat(client.api("POST", "tnRecord", Map.of("TN", OURS, "Tcr", "C0DEMO1")).status()).isEqualTo(200);
        assertThat(client.api("POST", "tnRecord", Map.of("TN", OURS, "Tcr", "CXXXXXX")).status()).isEqualTo(404);
    }

    @Test
    void refusesWhatIsMalformedOrNotOurs() {
        ownDemoNumber();

        assertThat(client.api("POST", "tnRecord", Map.of("TN", OURS, "Sms", "yes")).status()).isEqualTo(400);
        assertThat(client.api("POST", "tnRecord", Map.of("TN", OURS, "Portout Pin", "12")).status()).isEqualTo(400);
        assertThat(client.api("POST", "tnRecord", Map.of("TN", "17865550100", "Sms", true)).status()).isEqualTo(404);
        assertThat(client.api("GET", "tnRecord?Number=%2B17865551234").status()).isEqualTo(400);
    }

    @Test
    void disconnectsOnceAndOnlyWhatIsActive() {
        ownDemoNumber();
        carrier.control().number(Json.object().put("TN", OURS).put("Status", "SUBMITTED"));
        assertThat(client.api("DELETE", "tnRecord?Number=" + OURS).status()).isEqualTo(409);

        carrier.control().number(Json.object().put("TN", OURS).put("Status", "Active"));
        var gone = client.api("DELETE", "tnRecord?Number=" + OURS);

        assertThat(gone.body()).isEqualTo("{\"Status\":\"Success\",\"TN\":\"17865551234\"}");
        assertThat(client.api("DELETE", "tnRecord?Number=" + OURS).status()).isEqualTo(404);
    }

    @Test
    void typesMayBeLoose() {
        ownDemoNumber();
        turn("loose-types", true);

        var record = client.api("GET", "tnRecord?Number=" + OURS).json();

        assertThat(record.at("/0/TN Details/Tier").isNumber()).isTrue();
        assertThat(record.at("/0/Messaging/Sms").asText()).isEqualTo("TRUE");
        assertThat(record.at("/0/Messaging/Mms").isNumber()).isTrue();
        assertThat(client.api("GET", "webHooks").json().at("/0/Dlr").isTextual()).isTrue();
    }
}
