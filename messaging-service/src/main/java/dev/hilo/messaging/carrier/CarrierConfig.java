package dev.hilo.messaging.carrier;

import java.util.Base64;

import io.smallrye.config.ConfigMapping;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Our account at the carrier. Address, timeouts and limits are those of the REST client and the guard. */
@ConfigMapping(prefix = "hilo.carrier")
public interface CarrierConfig {

    String user();

    /** The API token; or the base64 half of the header that the carrier's portal shows, as some people store it. */
    String secret();

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
