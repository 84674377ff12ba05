package dev.hilo.provisioning;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.junit.jupiter.api.Test;

import static org.hamcrest.Matchers.containsStringIgnoringCase;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

@QuarkusTest
class HealthTest {

    @Test
    void isReadyWithItsDatabaseAndItsBroker() {
        RestAssured.get("/q/health/ready").then().statusCode(200)
                .body("status", is("UP"))
                .body("checks.name", hasItem(containsStringIgnoringCase("postgresql")))
                .body("checks.name", hasItem(containsStringIgnoringCase("kafka")));
    }

    @Test
    void showsItsMetrics() {
        RestAssured.get("/q/metrics").then().statusCode(200);
    }
}
