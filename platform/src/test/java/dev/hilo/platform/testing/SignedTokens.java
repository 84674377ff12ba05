package dev.hilo.platform.testing;

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
import java.util.Set;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.smallrye.jwt.build.Jwt;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Signs tokens in place of the provider, with a key made for the run; the service checks them as it checks any. A service
 * that takes the key under a name of its own says so with the argument {@link #SETTING}.
 */
public final class SignedTokens implements QuarkusTestResourceLifecycleManager {

    /** The argument that names the setting which takes the public key, instead of those of Quarkus. */
    public static final String SETTING = "setting";
    /** Whom Hilo's own tokens are made for. */
    public static final String HILO = "hilo-api";

    private static final String KEY = "test.token.private-key";

    private String setting = "";

    /** @param audience whom the provider made it for */
    public static String of(String user, List<String> roles, List<String> groups, String audience) {
        return Jwt.claims().subject(user + "-id").issuer("https://tests").audience(audience)
                .claim("preferred_username", user).groups(Set.copyOf(groups))
                .claim("realm_access", Map.of("roles", roles))
                .expiresIn(Duration.ofMinutes(10)).sign(key());
    }

    @Override
    public void init(Map<String, String> arguments) {
        setting = arguments.getOrDefault(SETTING, "");
    }

    @Override
    public Map<String, String> start() {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            var pair = generator.generateKeyPair();
            var base64 = Base64.getEncoder();
            var publicKey = base64.encodeToString(pair.getPublic().getEncoded());
            var privateKey = base64.encodeToString(pair.getPrivate().getEncoded());
            return setting.isEmpty()
                    // Without the address of a provider, tokens are checked against the key alone.
                    ? Map.of("quarkus.oidc.auth-server-url", "", "quarkus.oidc.public-key", publicKey, KEY, privateKey)
                    : Map.of(setting, publicKey, KEY, privateKey);
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
