package dev.hilo.provisioning.account;

import java.math.BigDecimal;
import java.util.Map;

import dev.hilo.provisioning.SimulatedCarrier;
import dev.hilo.provisioning.Tokens;
import dev.hilo.provisioning.carrier.CarrierAccount;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

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
        assertThat(AccountView.of(new CarrierAccount(null, new BigDecimal("500"), Map.of())).low()).isFalse();
        assertThat(AccountView.of(new CarrierAccount(BigDecimal.ZERO, null, Map.of())).low()).isTrue();
    }
}
