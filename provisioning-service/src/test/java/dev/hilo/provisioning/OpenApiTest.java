package dev.hilo.provisioning;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The committed description is what the service really offers. Rewrite it with {@code -Dopenapi.write=true}. */
@QuarkusTest
class OpenApiTest {

    private static final Path COMMITTED = Path.of("openapi.yaml");

    @Test
    void theCommittedDescriptionIsTheServices() throws IOException {
        var offered = RestAssured.get("/q/openapi").then().statusCode(200).extract().asString();
        if (Boolean.getBoolean("openapi.write")) {
            Files.writeString(COMMITTED, offered);
        }

        assertThat(Files.readString(COMMITTED)).isEqualToNormalizingNewlines(offered);
    }
}
