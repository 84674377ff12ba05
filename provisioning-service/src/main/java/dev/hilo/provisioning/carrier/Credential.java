package dev.hilo.provisioning.carrier;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Our name and password at the carrier, as the header wants them. */
final class Credential {

    private static final String BASIC = "Basic ";

    private Credential() {
    }

    /**
     * @param encoded the ready-made base64 text, with or without the word Basic; goes before the other two
     * @throws IllegalArgumentException when neither is complete; names the variables, never their values
     */
    static String header(Optional<String> encoded, Optional<String> key, Optional<String> secret) {
        if (encoded.isPresent()) {
            var text = encoded.get().strip();
            return text.regionMatches(true, 0, BASIC, 0, BASIC.length())
                    ? BASIC + text.substring(BASIC.length()).strip()
                    : BASIC + text;
        }
        if (key.isEmpty() || secret.isEmpty()) {
            throw new IllegalArgumentException("set BULKVS_API_KEY and BULKVS_API_SECRET, or BULKVS_API_CREDENTIAL");
        }
        return BASIC + Base64.getEncoder()
                .encodeToString((key.get() + ":" + secret.get()).getBytes(StandardCharsets.UTF_8));
    }
}
