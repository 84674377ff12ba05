package dev.hilo.provisioning.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.hilo.provisioning.SimulatedCarrier;
import dev.hilo.provisioning.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsStringIgnoringCase;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
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
        Tokens.marta().get("/api/numbers/available?state=fl&nxx=555&limit=500").then().statusCode(200)
                .body("did", hasItem(startsWith("+1786"))).body("did", hasItem(startsWith("+1305")))
                .body("state", everyItem(is("FL")));
    }

    @Test
    void filtersByRateCentre() {
        Tokens.marta().get("/api/numbers/available?npa=786&ratecenter=mia").then().statusCode(200)
                .body("size()", greaterThan(0)).body("ratecenter", everyItem(containsStringIgnoringCase("mia")));
    }

    @Test
    void findsNumbersThatEndAsWished() {
        Tokens.marta().get("/api/numbers/available?npa=786&pattern=*1234").then().statusCode(200)
                .body("did", everyItem(endsWith("1234"))).body("did", hasItem("+17865551234"));
    }

    @Test
    void showsAllPageByPageWithoutARepeat() {
        var whole = Tokens.marta().get("/api/numbers/available?npa=786&limit=500").then().statusCode(200)
                .header("Link", nullValue()).extract().<List<String>>path("did");
        List<String> paged = new ArrayList<>();
        for (var next = "/api/numbers/available?npa=786&limit=7"; next != null;) {
            var page = Tokens.marta().urlEncodingEnabled(false).get(next).then().statusCode(200).extract();
            paged.addAll(page.path("did"));
            var link = page.header("Link");
            next = link == null ? null : link.substring(1, link.indexOf('>'));
        }

        assertThat(paged).hasSizeGreaterThan(7).isEqualTo(whole);
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
