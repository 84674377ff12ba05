package dev.hilo.faults;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;

/** An agent's signed token, and the public half of the key that the service checks it with. */
final class Tokens {

    private final KeyPair pair;

    Tokens() throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        pair = generator.generateKeyPair();
    }

    String publicKey() {
        return Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
    }

    String agent(String user, String team) throws GeneralSecurityException {
        return token(user, "agent", team);
    }

    String manager(String user) throws GeneralSecurityException {
        return token(user, "manager", "support");
    }

    private String token(String user, String role, String team) throws GeneralSecurityException {
        var now = Instant.now().getEpochSecond();
        var content = part("{\"alg\":\"RS256\",\"typ\":\"JWT\"}") + "." + part("""
                {"iss":"https://tests","aud":"hilo-api","iat":%d,"exp":%d,"preferred_username":"%s",\
                "realm_access":{"roles":["%s"]},"groups":["%s"]}""".formatted(now, now + 3600, user, role, team));
        var signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(pair.getPrivate());
        signature.update(content.getBytes(StandardCharsets.US_ASCII));
        return content + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
    }

    private static String part(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
