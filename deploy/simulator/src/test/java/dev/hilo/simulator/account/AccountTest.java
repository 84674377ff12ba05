package dev.hilo.simulator.account;

import java.util.Map;

import dev.hilo.simulator.CarrierTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class AccountTest extends CarrierTest {

    @Test
    void tellsBalanceAndServicesUnderKeysWithSpaces() {
        var detail = client.api("GET", "accountDetail").json();

        assertThat(detail.at("/Balance Related/Balance").asText()).isEqualTo("5000.00");
        assertThat(detail.at("/Balance Related/Low Balance Threshold").asText()).isEqualTo("500.00");
        assertThat(detail.at("/Service Status/Sms").asText()).isEqualTo("Enabled");
        assertThat(detail.at("/Tn Related/Portout Pin").isTextual()).isTrue();
        assertThat(detail.at("/Main Contact/Name").isBoolean()).isTrue();
        assertThat(detail.path("Username").asText()).isEqualTo("hilo");
    }

    @Test
    void wrongOrMissingCredentialsAreA401WithoutABody() {
        var missing = client.call("GET", "/api/v1.0/accountDetail", "", Map.of());
        var wrong = client.call("GET", "/api/v1.0/accountDetail", "",
                Map.of("Authorization", "Basic aGlsbzp3cm9uZw=="));
        var bearer = client.call("GET", "/api/v1.0/accountDetail", "", Map.of("Authorization", "Bearer hilo-secret"));

        assertThat(missing.status()).isEqualTo(401);
        assertThat(missing.body()).isEmpty();
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(bearer.status()).isEqualTo(401);
    }

    @Test
    void sendingAndBuyingCostMoney() {
        ownDemoNumber();
        turn("balance", "1.00");
        client.api("POST", "orderTn", Map.of("TN", "12065550100"));
        client.send(OURS, CUSTOMER, "hola");

        assertThat(client.api("GET", "accountDetail").json().at("/Balance Related/Balance").asText()).isEqualTo("0.94");
    }

    @Test
    void anEmptyBalanceIsATotalOutage() {
        ownDemoNumber();
        turn("balance", "0.00");

        assertThat(client.send(OURS, CUSTOMER, "hola").status()).isEqualTo(403);
        assertThat(client.api("POST", "orderTn", Map.of("TN", "12065550100")).status()).isEqualTo(403);
        assertThat(client.api("GET", "tnRecord?Limit=10").status()).isEqualTo(403);
        assertThat(client.api("POST", "tnRecord", Map.of("TN", OURS, "Sms", true)).status()).isEqualTo(403);
        assertThat(client.api("GET", "accountDetail").status()).isEqualTo(200);
    }
}
