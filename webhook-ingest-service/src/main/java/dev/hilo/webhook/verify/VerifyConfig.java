package dev.hilo.webhook.verify;

import java.util.List;
import java.util.Optional;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.PositiveOrZero;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Who may post webhooks. */
@ConfigMapping(prefix = "webhook.verify")
public interface VerifyConfig {

    /**
     * The token that the webhook's address carries today, where a token in the environment will do. Kept in memory as a
     * hash only.
     */
    Optional<String> secret();

    /** The token of yesterday, still valid until every number has the new address. */
    Optional<String> previousSecret();

    /**
     * The tokens as SHA-256 in hex, one, or two while they are being changed, the new one first: then this service never holds what opens
     * its door. A token has to be long and random for that, since the hash is neither salted nor slow.
     */
    Optional<List<String>> secretSha256();

    /**
     * Addresses or ranges (CIDR) that may post; empty lets everybody with the token in. Worthless unless
     * {@link #trustedProxies} says how many proxies stand before us.
     */
    Optional<List<String>> allowedSources();

    /**
     * How many proxies of our own add to {@code X-Forwarded-For}. With 0 the header is ignored and the socket's address
     * counts; one too many lets anybody claim any address.
     */
    @WithDefault("0")
    @PositiveOrZero
    int trustedProxies();

    /** Posts per second that one source may make in the long run. */
    @WithDefault("20000")
    @Min(1)
    int ratePerSecond();

    /** Posts that one source may make at once after a pause. */
    @WithDefault("40000")
    @Min(1)
    int rateBurst();

    /** How often a second one source may ask in the long run whether a token would be taken. */
    @WithDefault("2")
    @Min(1)
    int questionsPerSecond();

    /** How often it may ask at once after a pause. */
    @WithDefault("30")
    @Min(1)
    int questionBurst();
}
