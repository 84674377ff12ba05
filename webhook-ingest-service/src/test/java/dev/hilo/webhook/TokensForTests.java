package dev.hilo.webhook;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import io.smallrye.jwt.build.Jwt;
import org.eclipse.microprofile.config.ConfigProvider;

/** Signs tokens in place of the provider; the service checks them as it checks any. */
public final class TokensForTests implements QuarkusTestResourceLifecycleManager {

    private static final String KEY = "test.token.key";

    /** An admin. */
    public static RequestSpecification root() {
        return as(token("root", "admin", "hilo-api"));
    }

    public static RequestSpecification as(String token) {
        return RestAssured.given().contentType(ContentType.JSON).auth().oauth2(token);
    }

    public static String token(String user, String role, String audience) {
        return Jwt.claims().subject(user + "-id").audience(audience).claim("preferred_username", user)
                .claim("realm_access", Map.of("roles", List.of(role)))
                .expiresIn(Duration.ofMinutes(10)).sign(key());
    }

    @Override
    public Map<String, String> start() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            var pair = generator.generateKeyPair();
            return Map.of("webhook.access.public-key",
                    Base64.getEncoder().encodeToString(pair.getPublic().getEncoded()),
                    KEY, Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void stop() {
        // Nothing was started.
    }

    private static PrivateKey key() {
        try {
            var encoded = ConfigProvider.getConfig().getValue(KEY, String.class);
            return KeyFactory.getInstance("RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(encoded)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
