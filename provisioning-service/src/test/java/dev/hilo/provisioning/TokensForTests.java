package dev.hilo.provisioning;

import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/** Signs tokens in place of the provider; the service checks them as it checks any. */
public final class TokensForTests implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            var keys = generator.generateKeyPair();
            var base64 = Base64.getEncoder();
            // Without the address of a provider, tokens are checked against the key alone.
            return Map.of("quarkus.oidc.auth-server-url", "",
                    "quarkus.oidc.public-key", base64.encodeToString(keys.getPublic().getEncoded()),
                    "test.token.key", base64.encodeToString(keys.getPrivate().getEncoded()));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void stop() {
        // Nothing runs.
    }
}
