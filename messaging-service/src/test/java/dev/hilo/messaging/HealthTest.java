package dev.hilo.messaging;

import dev.hilo.messaging.fixture.WholeService;
import io.restassured.RestAssured;
import org.junit.jupiter.api.Test;

import static org.hamcrest.Matchers.containsStringIgnoringCase;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

@WholeService
class HealthTest {

    /** A send is accepted when it is committed; a broker that is away must not turn it away. */
    @Test
    void isReadyWithItsDatabaseWhetherItsBrokerIsThereOrNot() {
        RestAssured.get("/q/health/ready").then().statusCode(200)
                .body("checks.name", hasItem(containsStringIgnoringCase("postgresql")))
                .body("checks.name", everyItem(not(containsStringIgnoringCase("kafka"))))
                .body("checks.name", everyItem(not(containsStringIgnoringCase("messaging"))));
        RestAssured.get("/q/health/started").then().statusCode(200)
                .body("checks.name", everyItem(not(containsStringIgnoringCase("messaging"))));
        RestAssured.get("/q/health/well").then().statusCode(200).body("checks.name", hasItem("Outbox is published"));
    }
}
