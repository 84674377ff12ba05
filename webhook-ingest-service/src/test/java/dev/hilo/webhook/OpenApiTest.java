package dev.hilo.webhook;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.hilo.platform.testing.KafkaForTests;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The committed description is the one the code has. Write it anew with {@code -Dhilo.openapi.write}. */
@QuarkusTest
@QuarkusTestResource(KafkaForTests.class)
@QuarkusTestResource(MessagingForTests.class)
class OpenApiTest {

    private static final Path COMMITTED = Path.of("openapi.yaml");

    @Test
    void theCommittedDescriptionIsTheOneOfTheCode() throws IOException {
        var served = RestAssured.get("/q/openapi?format=yaml").then().statusCode(200).extract().asString();
        if (System.getProperty("hilo.openapi.write") != null) {
            Files.writeString(COMMITTED, served);
        }
        assertThat(served).isEqualTo(Files.readString(COMMITTED));
    }
}
