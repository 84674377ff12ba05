package dev.hilo.messaging.media;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.hilo.contracts.messaging.MediaView;
import io.quarkus.runtime.StartupEvent;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Addresses that carry their own permission: {@code /media/{id}?e=<expiry>&s=<HMAC-SHA256>}, and
 * for the small picture {@code /media/{id}/thumbnail} with a signature of its own. They need no login, so
 * that an {@code <img>} and the carrier can use them.
 */
@ApplicationScoped
public class MediaLinks {

    private static final String THUMBNAIL = "/thumbnail";
    private static final Duration ROUNDING = Duration.ofHours(1);

    private final MediaConfig config;
    private final Clock clock;

    MediaLinks(MediaConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    /** A key that everybody can read in the source must not guard anything that is reachable from elsewhere. */
    void refuseTheDevelopmentKey(@Observes StartupEvent started) {
        var host = String.valueOf(config.publicBaseUrl().getHost());
        var local = host.equals("localhost") || host.equals("127.0.0.1");
        if (!local && (config.signingKey().startsWith("dev-") || config.signingKey().length() < 32)) {
            throw new IllegalStateException(
                    "MEDIA_SIGNING_KEY must be set to at least 32 random characters when PUBLIC_BASE_URL is not local:"
                            + " openssl rand -hex 32");
        }
    }

    public MediaView viewOf(Medium medium) {
        var ready = medium.state() == MediaView.State.READY;
        return new MediaView(medium.id(), medium.state(), medium.contentType(), medium.name(), medium.bytes(),
                ready ? relative(medium.id().toString(), config.linkLife()) : null, medium.problem(),
                ready && medium.thumbnail() ? relative(medium.id() + THUMBNAIL, config.linkLife()) : null,
                medium.width(), medium.height(), medium.retryable() ? true : null);
    }

    /** Where the carrier gets our own medium from. */
    public String forCarrier(UUID id) {
        return stripSlash(config.publicBaseUrl().toString()) + relative(id.toString(), config.carrierLinkLife());
    }

    /** Whether an address given out by us is still good; compares in constant time. */
    boolean permits(UUID id, boolean thumbnail, long expiry, String signature) {
        var expected = sign(thumbnail ? id + THUMBNAIL : id.toString(), expiry).getBytes(UTF_8);
        return MessageDigest.isEqual(expected, signature.getBytes(UTF_8)) && secondsLeft(expiry) > 0;
    }

    long secondsLeft(long expiry) {
        return expiry - clock.instant().getEpochSecond();
    }

    private String relative(String path, Duration life) {
        var end = clock.instant().plus(life).getEpochSecond();
        var expiry = (end / ROUNDING.toSeconds() + 1) * ROUNDING.toSeconds();
        return "/media/" + path + "?e=" + expiry + "&s=" + sign(path, expiry);
    }

    private String sign(String path, long expiry) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(config.signingKey().getBytes(UTF_8), "HmacSHA256"));
            var signature = mac.doFinal((path + "|" + expiry).getBytes(UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String stripSlash(String base) {
        return base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    }
}
