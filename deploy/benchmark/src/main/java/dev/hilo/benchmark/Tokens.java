package dev.hilo.benchmark;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;

/**
 * Access tokens signed here, and the setting that makes a service accept them: an identity provider would take part in
 * no request, only in the start and in the machine's memory.
 */
final class Tokens {

    private static final Duration LIFE = Duration.ofHours(4);
    private static final Base64.Encoder URL = Base64.getUrlEncoder().withoutPadding();

    private final KeyPair keys;

    Tokens() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            keys = generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Options of a service's JVM. */
    String javaOptions() {
        return "-Dquarkus.oidc.auth-server-url= -Dquarkus.oidc.public-key="
                + Base64.getEncoder().encodeToString(keys.getPublic().getEncoded());
    }

    /** The gateway has two ways in, one for browsers, which nobody takes here, and one for programs. */
    String javaOptionsOfTheGateway() {
        return "-Dquarkus.oidc.tenant-enabled=false "
                + javaOptions().replace("-Dquarkus.oidc.", "-Dquarkus.oidc.bearer.");
    }

    String of(String user, String role, Instant now) {
        return of(user, role, "", now);
    }

    /** @param team of the user; empty for none */
    String of(String user, String role, String team, Instant now) {
        var content = URL.encodeToString("{\"alg\":\"RS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.US_ASCII))
                + "." + URL.encodeToString("""
                        {"iss":"hilo-bench","aud":"hilo-api","sub":"%1$s","preferred_username":"%1$s","iat":%3$d,\
                        "exp":%4$d,"realm_access":{"roles":["%2$s"]},"groups":[%5$s]}"""
                        .formatted(user, role, now.getEpochSecond(), now.plus(LIFE).getEpochSecond(),
                                team.isEmpty() ? "" : '"' + team + '"')
                        .getBytes(StandardCharsets.UTF_8));
        return content + "." + URL.encodeToString(signature(content));
    }

    private byte[] signature(String content) {
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.getPrivate());
            signature.update(content.getBytes(StandardCharsets.US_ASCII));
            return signature.sign();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
