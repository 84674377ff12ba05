package dev.hilo.simulator.message;

import java.time.Duration;

import dev.hilo.simulator.CarrierTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class MessageRecordsTest extends CarrierTest {

    @BeforeEach
    void own() {
        ownDemoNumber();
    }

    @Test
    void listsBothDirectionsWithTheReceipt() {
        var refId = client.send(OURS, CUSTOMER, "Prueba").json().path("RefId").asText();
        carrier.control().inbound(CUSTOMER, OURS, "Hola!");
        receiver.waitFor(2);

        await().atMost(Duration.ofSeconds(2)).untilAsserted(() -> {
            var records = client.api("GET", "mdr?Type=sms&Start=0").json();
            assertThat(records.findValuesAsText("direction")).containsExactly("OUTBOUND", "INBOUND");
            assertThat(records.at("/0/refID").asText()).isEqualTo(refId);
            assertThat(records.at("/0/source").asText()).isEqualTo(OURS);
            assertThat(records.at("/0/destination").asText()).isEqualTo(CUSTOMER);
            assertThat(records.at("/0/deliveryReceipt").asText()).contains("stat:DELIVRD");
            assertThat(records.at("/0/amount").isTextual()).isTrue();
            assertThat(records.at("/0/fragmentCount").asInt()).isEqualTo(1);
        });
    }

    @Test
    void nothingIsA404WithItsOwnWords() {
        client.send(OURS, CUSTOMER, "Prueba");

        var none = client.api("GET", "mdr?Type=mms&Start=0");

        assertThat(none.status()).isEqualTo(404);
        assertThat(none.body()).isEqualTo("{\"Status\":\"No Records Found\",\"Code\":\"6604\","
                + "\"Description\":\"No Records found within Date Range\"}");
        assertThat(client.api("GET", "mdr?Type=sms&Start=0&End=1").status()).isEqualTo(404);
    }

    @Test
    void recordsAppearLate() {
        client.send(OURS, CUSTOMER, "Prueba");
        turn("mdr-delay", "6m");

        assertThat(client.api("GET", "mdr?Type=sms&Start=0").status()).isEqualTo(404);
    }

    @Test
    void aBadTypeIsExplainedByAnObject() {
        var bad = client.api("GET", "mdr?Type=&Start=0");

        assertThat(bad.status()).isEqualTo(400);
        assertThat(bad.json().path("Description").isObject()).isTrue();
        assertThat(client.api("GET", "mdr?Type=sms").status()).isEqualTo(400);
        assertThat(client.api("GET", "mdr?Type=sms&Start=yesterday").status()).isEqualTo(400);
    }

    @Test
    void theKeyOfTheRefIdHasTwoSpellings() {
        client.send(OURS, CUSTOMER, "Prueba");
        turn("loose-types", true);

        assertThat(client.api("GET", "mdr?Type=SMS&Start=0").json().path(0).has("refId")).isTrue();
    }
}
