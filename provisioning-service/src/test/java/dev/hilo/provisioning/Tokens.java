package dev.hilo.provisioning;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import io.smallrye.jwt.build.Jwt;
import org.eclipse.microprofile.config.ConfigProvider;

/** The people of the tests, each with a token like the provider's. */
public final class Tokens {

    private Tokens() {
    }

    /** An agent of team support. */
    public static RequestSpecification ana() {
        return as(token("ana", List.of("agent"), List.of("support"), "hilo-api"));
    }

    /** An agent of team sales. */
    public static RequestSpecification leo() {
        return as(token("leo", List.of("agent"), List.of("sales"), "hilo-api"));
    }

    public static RequestSpecification marta() {
        return as(token("marta", List.of("manager"), List.of(), "hilo-api"));
    }

    public static RequestSpecification root() {
        return as(token("root", List.of("admin"), List.of(), "hilo-api"));
    }

    /** Signed in, and given no role. */
    public static RequestSpecification nobody() {
        return as(token("nobody", List.of(), List.of("support"), "hilo-api"));
    }

    /** A manager's token that was made for another API. */
    public static RequestSpecification stranger() {
        return as(token("marta", List.of("manager"), List.of(), "another-api"));
    }

    public static RequestSpecification anonymous() {
        return RestAssured.given().contentType(ContentType.JSON);
    }

    private static RequestSpecification as(String token) {
        return anonymous().auth().oauth2(token);
    }

    private static String token(String user, List<String> roles, List<String> groups, String audience) {
        return Jwt.claims().subject(user + "-id").audience(audience)
                .claim("preferred_username", user).groups(Set.copyOf(groups))
                .claim("realm_access", Map.of("roles", roles))
                .expiresIn(Duration.ofMinutes(10)).sign(key());
    }

    private static PrivateKey key() {
        var encoded = ConfigProvider.getConfig().getValue("test.token.key", String.class);
        try {
            return KeyFactory.getInstance("RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(encoded)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
