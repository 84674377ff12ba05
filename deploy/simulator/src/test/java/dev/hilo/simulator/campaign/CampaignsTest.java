package dev.hilo.simulator.campaign;

import dev.hilo.simulator.CarrierTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CampaignsTest extends CarrierTest {

    @Test
    void listsTheApprovedCampaignsWithTheCountAsAString() {
        ownDemoNumber();

        var campaigns = client.api("GET", "campaigns").json();

        assertThat(campaigns).hasSize(2);
        assertThat(campaigns.at("/0/Tcr").asText()).isEqualTo("C0DEMO1");
        assertThat(campaigns.at("/0/Count").isTextual()).isTrue();
        assertThat(campaigns.at("/0/Count").asText()).isEqualTo("1");
        assertThat(campaigns.at("/0/Brand").asText()).isEqualTo("Hilo Demo");
        assertThat(campaigns.at("/0/Approval").asText()).isEqualTo("Y");
    }

    @Test
    void findsOneAndAnswers404ForAnother() {
        assertThat(client.api("GET", "campaigns?Tcr=C0DEMO2").json()).hasSize(1);
        assertThat(client.api("GET", "campaigns?Tcr=CXXXXXX").status()).isEqualTo(404);
    }

    @Test
    void listsACampaignOnceItsRegistrationIsApproved() {
        client.control("POST", "campaigns", "{\"Tcr\":\"C0NEW\",\"Brand\":\"Acme\"}");

        var found = client.api("GET", "campaigns?Tcr=C0NEW").json();

        assertThat(found).hasSize(1);
        assertThat(found.at("/0/Brand").asText()).isEqualTo("Acme");
        client.control("POST", "reset", "{\"all\":true}");
        assertThat(client.api("GET", "campaigns?Tcr=C0NEW").status()).isEqualTo(404);
    }
}
