package dev.hilo.provisioning.account;

import java.math.BigDecimal;
import java.util.Map;

import dev.hilo.platform.testing.Soon;
import dev.hilo.provisioning.SimulatedCarrier;
import dev.hilo.provisioning.Tokens;
import dev.hilo.provisioning.carrier.CarrierAccount;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

@QuarkusTest
class AccountTest {

    @AfterEach
    void calm() {
        SimulatedCarrier.calm();
    }

    @Test
    void showsBalanceAndServicesAndNoSecrets() {
        Tokens.marta().get("/api/account").then().statusCode(200).body("balance", notNullValue())
                .body("lowBalanceThreshold", is(500.0f)).body("low", is(false)).body("services.Sms", is(true))
                .body("services.'Invoiced Billing'", is(false)).body(not(containsString("3591344")));
    }

    @Test
    void saysWhenTheBalanceIsLow() {
        SimulatedCarrier.faults(Map.of("balance", "450.00"));

        Tokens.marta().get("/api/account").then().statusCode(200).body("low", is(true));
    }

    @Test
    void doesNotCallAnUnreadableBalanceLow() {
        assertThat(snapshot(null, "500", null).isLow()).isFalse();
        assertThat(snapshot("0", null, null).isLow()).isTrue();
    }

    @Test
    void ownThresholdWinsOverTheCarriers() {
        assertThat(snapshot("400", "500", "300").isLow()).isFalse();
        assertThat(snapshot("600", "500", "600").isLow()).isTrue();
        assertThat(snapshot("600", "500", null).isLow()).isFalse();
    }

    @Test
    void ourThresholdIsKeptUntilItIsTakenBack() {
        threshold("{\"amount\":6000}").statusCode(200).body("ownThreshold", is(6000)).body("low", is(true))
                .body("lowBalanceThreshold", is(500.0f)).body("checkedAt", notNullValue());
        Tokens.marta().get("/api/account").then().body("low", is(true));
        Soon.await().untilAsserted(() -> assertThat(metric("hilo_carrier_balance_low")).isEqualTo(1));

        threshold("{\"amount\":null}").statusCode(200).body("ownThreshold", nullValue()).body("low", is(false));

        threshold("{\"amount\":-1}").statusCode(422).body("errors[0].pointer", is("/amount"));
        threshold("{\"amount\":1.001}").statusCode(422);
    }

    @Test
    void isShownAsItWasReadLastWhileTheCarrierCannotBeAsked() {
        var before = Tokens.marta().get("/api/account").then().statusCode(200).extract().<String>path("checkedAt");
        SimulatedCarrier.faults(Map.of("api", "500", "apiOn", "GET/accountDetail"));

        Tokens.marta().get("/api/account").then().statusCode(200).body("balance", notNullValue())
                .body("services.Sms", is(true)).body("checkedAt", notNullValue());

        assertThat(before).isNotNull();
    }

    @Test
    void isWatched() {
        SimulatedCarrier.faults(Map.of("balance", "77.50"));

        Soon.await().untilAsserted(() -> {
            assertThat(metric("hilo_carrier_balance_dollars")).isGreaterThan(70).isLessThanOrEqualTo(77.5);
            assertThat(metric("hilo_carrier_balance_low")).isEqualTo(1);
            assertThat(metric("hilo_carrier_service_enabled{service=\"Sms\"}")).isEqualTo(1);
            assertThat(metric("hilo_carrier_service_enabled{service=\"Invoiced Billing\"}")).isEqualTo(0);
            assertThat(metric("hilo_carrier_account_age_seconds")).isBetween(0.0, 60.0);
        });
    }

    private static double metric(String name) {
        return Tokens.anonymous().get("/q/metrics").asString().lines().filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))).findFirst()
                .orElse(Double.NaN);
    }

    private static ValidatableResponse threshold(String body) {
        return Tokens.marta().body(body).put("/api/account/threshold").then();
    }

    private static Snapshot snapshot(String balance, String carriers, String own) {
        return new Snapshot(new CarrierAccount(amount(balance), amount(carriers), Map.of()), amount(own), null);
    }

    private static BigDecimal amount(String text) {
        return text == null ? null : new BigDecimal(text);
    }
}
