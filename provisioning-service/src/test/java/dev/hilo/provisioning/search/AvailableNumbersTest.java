package dev.hilo.provisioning.search;

import java.util.Map;

import dev.hilo.provisioning.SimulatedCarrier;
import dev.hilo.provisioning.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsStringIgnoringCase;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

@QuarkusTest
class AvailableNumbersTest {

    @AfterEach
    void calm() {
        SimulatedCarrier.calm();
    }

    @Test
    void findsNumbersOfAnAreaCodeWithPlaceAndPrice() {
        Tokens.marta().get("/api/numbers/available?npa=786&nxx=555").then().statusCode(200)
                .body("did", hasItem("+17865551234")).body("did", everyItem(startsWith("+1786555")))
                .body("state", everyItem(is("FL"))).body("ratecenter", everyItem(notNullValue()))
                .body("monthlyPrice", everyItem(notNullValue())).body("setupPrice", everyItem(notNullValue()))
                .body("perMinutePrice", everyItem(notNullValue()));
    }

    @Test
    void findsNumbersOfAStateInAllItsAreaCodes() {
        Tokens.marta().get("/api/numbers/available?state=fl&nxx=555").then().statusCode(200)
                .body("did", hasItem(startsWith("+1786"))).body("did", hasItem(startsWith("+1305")))
                .body("state", everyItem(is("FL")));
    }

    @Test
    void filtersByRateCentre() {
        Tokens.marta().get("/api/numbers/available?npa=786&ratecenter=mia").then().statusCode(200)
                .body("size()", greaterThan(0)).body("ratecenter", everyItem(containsStringIgnoringCase("mia")));
    }

    @Test
    void nothingForSaleIsAnEmptyList() {
        Tokens.marta().get("/api/numbers/available?npa=211").then().statusCode(200).body("size()", is(0));
    }

    @Test
    void nothingForSaleInAnErrorWithinA200IsAnEmptyList() {
        SimulatedCarrier.faults(Map.of("errors-as-200", true));

        Tokens.marta().get("/api/numbers/available?npa=211").then().statusCode(200).body("size()", is(0));
    }

    @Test
    void asksForAnAreaCodeOrAState() {
        Tokens.marta().get("/api/numbers/available?ratecenter=miami").then().statusCode(422)
                .contentType("application/problem+json").body("errors.pointer", contains("npa"));
    }

    @Test
    void saysWhenTheCarrierCannotBeAsked() {
        SimulatedCarrier.faults(Map.of("api", "503", "apiOn", "GET/orderTn"));

        Tokens.marta().get("/api/numbers/available?npa=786").then().statusCode(503)
                .header("Retry-After", notNullValue()).body("type", endsWith("/carrier-unavailable"));
    }
}
