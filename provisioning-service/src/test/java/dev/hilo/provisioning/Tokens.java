package dev.hilo.provisioning;

import java.util.List;

import dev.hilo.platform.testing.SignedTokens;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;

/** The people of the tests, each with a token like the provider's. */
public final class Tokens {

    private Tokens() {
    }

    /** An agent of team support. */
    public static RequestSpecification ana() {
        return as(SignedTokens.of("ana", List.of("agent"), List.of("support"), SignedTokens.HILO));
    }

    /** An agent of team sales. */
    public static RequestSpecification leo() {
        return as(SignedTokens.of("leo", List.of("agent"), List.of("sales"), SignedTokens.HILO));
    }

    public static RequestSpecification marta() {
        return as(SignedTokens.of("marta", List.of("manager"), List.of(), SignedTokens.HILO));
    }

    public static RequestSpecification root() {
        return as(SignedTokens.of("root", List.of("admin"), List.of(), SignedTokens.HILO));
    }

    /** Signed in, and given no role. */
    public static RequestSpecification nobody() {
        return as(SignedTokens.of("nobody", List.of(), List.of("support"), SignedTokens.HILO));
    }

    /** A manager's token that was made for another API. */
    public static RequestSpecification stranger() {
        return as(SignedTokens.of("marta", List.of("manager"), List.of(), "another-api"));
    }

    public static RequestSpecification anonymous() {
        return RestAssured.given().contentType(ContentType.JSON);
    }

    private static RequestSpecification as(String token) {
        return anonymous().auth().oauth2(token);
    }
}
