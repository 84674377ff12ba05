package dev.hilo.messaging.carrier;

import java.time.ZoneId;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Our account at the carrier. Address, timeouts and limits are those of the REST client and the guard. */
@ConfigMapping(prefix = "hilo.carrier")
public interface CarrierConfig {

    String user();

    /** The API token; or the base64 half of the header that the carrier's portal shows, as some people store it. */
    String secret();

    /**
     * Words by which the carrier marks one recipient's failure inside a 200 as passing; such a text is sent again. As of
     * 2026-11 the carrier documents no word for failure at all, so there are none: every such failure is final until
     * somebody has seen one on a live account and puts it here.
     */
    Optional<Set<String>> passingFailures();

    /** The clock of the stamps in its records, which carry no zone; on a live account they were found to be US Eastern. */
    @WithDefault("America/New_York")
    ZoneId zone();

    /** The Basic header. */
    default String authorization() {
        var whole = Base64.getEncoder().encodeToString((user() + ":" + secret()).getBytes(UTF_8));
        return "Basic " + (isHeader(secret()) ? secret() : whole);
    }

    private static boolean isHeader(String secret) {
        try {
            return secret.length() > 16
                    && new String(Base64.getDecoder().decode(secret), UTF_8).matches("[^:\\s]+:\\S+");
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }
}
