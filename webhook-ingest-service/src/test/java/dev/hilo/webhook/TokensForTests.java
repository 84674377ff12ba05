package dev.hilo.webhook;

import java.util.List;

import dev.hilo.platform.testing.SignedTokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;

/** Who comes to the journal, each with a token like the provider's. Quarkus finds the key here for all tests. */
@QuarkusTestResource(value = SignedTokens.class, initArgs = @ResourceArg(name = SignedTokens.SETTING, value = "webhook.access.public-key"))
public final class TokensForTests {

    private TokensForTests() {
    }

    /** An admin. */
    public static RequestSpecification root() {
        return as(token("root", "admin", SignedTokens.HILO));
    }

    public static RequestSpecification as(String token) {
        return RestAssured.given().contentType(ContentType.JSON).auth().oauth2(token);
    }

    public static String token(String user, String role, String audience) {
        return SignedTokens.of(user, List.of(role), List.of(), audience);
    }
}
