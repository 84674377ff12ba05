package dev.hilo.messaging.carrier;

import java.net.URI;
import java.time.ZoneId;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The carrier's paths and our account there. Timeouts and limits are those of the REST client and the guard. */
@ConfigMapping(prefix = "hilo.carrier")
public interface CarrierConfig {

    /** The API's address up to its version, without the paths below; the REST client's. */
    URI base();

    Paths paths();

    /** The carrier's paths, as its OpenAPI document 1.0.05 has them. */
    interface Paths {

        /** Where texts are handed over. */
        @WithDefault("messageSend")
        String send();

        /** Where its detail records are. */
        @WithDefault("mdr")
        String records();
    }

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

    /** The whole address of one of the paths. */
    default String at(String path) {
        var address = base().toString();
        return (address.endsWith("/") ? address : address + "/") + path;
    }

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
