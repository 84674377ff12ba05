package dev.hilo.messaging.push;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPrivateKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import com.zerodeplibs.webpush.VAPIDKeyPair;
import com.zerodeplibs.webpush.VAPIDKeyPairs;
import com.zerodeplibs.webpush.jwt.VAPIDJWTParam;
import com.zerodeplibs.webpush.key.PrivateKeySources;
import com.zerodeplibs.webpush.key.PublicKeySources;
import io.quarkus.runtime.StartupEvent;
import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Who we are to push services (VAPID, RFC 8292). */
@ApplicationScoped
class VapidKeys {

    /** Twelve of the 24 hours that a signature may be good for; made anew at half of that. */
    private static final Duration LIFE = Duration.ofHours(12);

    private record Signed(String header, Instant until) {
    }

    private final @Nullable VAPIDKeyPair pair;
    private final @Nullable String publicKey;
    private final String subject;
    private final Clock clock;
    private final Map<String, Signed> signed = new ConcurrentHashMap<>();

    /** @throws IllegalStateException when the keys are not a pair, which browsers would notice much later */
    VapidKeys(PushConfig config, Clock clock) {
        this.clock = clock;
        this.publicKey = config.publicKey().map(String::strip).filter(key -> !key.isEmpty()).orElse(null);
        var privateKey = config.privateKey().map(String::strip).filter(key -> !key.isEmpty()).orElse(null);
        this.subject = config.subject().map(String::strip).orElse("");
        if (publicKey == null && privateKey == null) {
            this.pair = null;
            return;
        }
        if (publicKey == null || privateKey == null
                || !(subject.startsWith("mailto:") || subject.startsWith("https:"))) {
            throw new IllegalStateException(
                    "web push needs HILO_VAPID_PUBLIC, HILO_VAPID_PRIVATE and HILO_VAPID_SUBJECT"
                            + " (a mailto: or https: address), or none of them");
        }
        this.pair = pairOf(publicKey, privateKey);
    }

    /** Keys that are wrong stop the start. */
    void check(@Observes StartupEvent started) {
        // Read by the constructor.
    }

    /** For browsers; empty when web push is off. */
    Optional<String> publicKey() {
        return Optional.ofNullable(publicKey);
    }

    /** @param origin the push service that is to believe it */
    String authorization(String origin) {
        if (pair == null) {
            throw new IllegalStateException("web push is off");
        }
        var now = clock.instant();
        var known = signed.get(origin);
        if (known != null && now.isBefore(known.until())) {
            return known.header();
        }
        var header = pair.generateAuthorizationHeaderValue(VAPIDJWTParam.getBuilder()
                .resourceURLString(origin + "/")
                .expirationTime(now.plus(LIFE))
                .subject(subject)
                .build());
        signed.put(origin, new Signed(header, now.plus(LIFE.dividedBy(2))));
        return header;
    }

    private static VAPIDKeyPair pairOf(String publicKey, String privateKey) {
        try {
            var parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec("secp256r1"));
            var scalar = new BigInteger(1, Base64.getUrlDecoder().decode(privateKey));
            var secret = (ECPrivateKey) KeyFactory.getInstance("EC")
                    .generatePrivate(new ECPrivateKeySpec(scalar, parameters.getParameterSpec(ECParameterSpec.class)));
            var point = PublicKeySources.ofUncompressedBytes(Base64.getUrlDecoder().decode(publicKey));
            var signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(secret);
            signature.update("hilo".getBytes(UTF_8));
            var proof = signature.sign();
            signature.initVerify(point.extract());
            signature.update("hilo".getBytes(UTF_8));
            if (!signature.verify(proof)) {
                throw new IllegalStateException("HILO_VAPID_PUBLIC and HILO_VAPID_PRIVATE are not a pair");
            }
            return VAPIDKeyPairs.of(PrivateKeySources.ofECPrivateKey(secret), point);
        } catch (GeneralSecurityException | IllegalArgumentException unreadable) {
            // Without its words, which may hold the key.
            throw new IllegalStateException(
                    "HILO_VAPID_PUBLIC or HILO_VAPID_PRIVATE is not a key of P-256 in base64url");
        }
    }
}
