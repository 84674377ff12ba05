package dev.hilo.provisioning;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.junit.jupiter.api.Test;

import static org.hamcrest.Matchers.containsStringIgnoringCase;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

@QuarkusTest
class HealthTest {

    @Test
    void isReadyWithItsDatabaseWhetherItsBrokerIsThereOrNot() {
        RestAssured.get("/q/health/ready").then().statusCode(200)
                .body("status", is("UP"))
                .body("checks.name", hasItem(containsStringIgnoringCase("postgresql")))
                .body("checks.name", everyItem(not(containsStringIgnoringCase("kafka"))))
                .body("checks.name", everyItem(not(containsStringIgnoringCase("messaging"))));
        RestAssured.get("/q/health/started").then().statusCode(200)
                .body("checks.name", everyItem(not(containsStringIgnoringCase("messaging"))));
        RestAssured.get("/q/health/well").then().statusCode(200).body("checks.name", hasItem("Outbox is published"));
    }

    @Test
    void showsItsMetrics() {
        RestAssured.get("/q/metrics").then().statusCode(200);
    }
}
