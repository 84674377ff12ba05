package dev.hilo.simulator.api;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;

import org.jspecify.annotations.Nullable;

/** The user and token of the account; the comparison takes the same time wherever a guess differs. */
public record Credentials(String user, String secret) {

    boolean admit(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
            return false;
        }
        var expected = Base64.getEncoder().encode((user + ":" + secret).getBytes(StandardCharsets.UTF_8));
        return MessageDigest.isEqual(expected, authorization.substring(6).strip().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "Credentials[user=" + user + "]";
    }
}
