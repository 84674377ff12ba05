package dev.hilo.webhook.verify;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * The tokens that open the door, as SHA-256 hashes. The comparison takes the same time whatever was presented and
 * however many tokens are valid.
 */
final class Secrets {

    private final List<byte[]> hashes;

    private Secrets(List<byte[]> hashes) {
        this.hashes = hashes;
    }

    /**
     * The first of all is today's.
     *
     * @param plain tokens as they stand in the address; blank ones count as not given
     * @param sha256 tokens already hashed, in hex
     * @throws IllegalArgumentException when no token is given, or a hash is none
     */
    static Secrets of(Collection<String> plain, Collection<String> sha256) {
        List<byte[]> hashes = new ArrayList<>();
        plain.stream().filter(token -> !token.isBlank()).map(Secrets::hash).forEach(hashes::add);
        sha256.stream().map(String::strip).filter(hash -> !hash.isEmpty()).map(Secrets::fromHex).forEach(hashes::add);
        if (hashes.isEmpty()) {
            throw new IllegalArgumentException(
                    "no webhook secret is set: give WEBHOOK_SECRET or WEBHOOK_SECRET_SHA256");
        }
        return new Secrets(List.copyOf(hashes));
    }

    boolean accept(@Nullable String token) {
        return slotOf(token).isPresent();
    }

    /** Which of them it is; every one is compared, whichever it is. */
    Optional<TokenSlot> slotOf(@Nullable String token) {
        var presented = hash(token == null ? "" : token);
        var first = MessageDigest.isEqual(hashes.getFirst(), presented);
        var further = false;
        for (var i = 1; i < hashes.size(); i++) {
            further |= MessageDigest.isEqual(hashes.get(i), presented);
        }
        if (first) {
            return Optional.of(TokenSlot.CURRENT);
        }
        return further ? Optional.of(TokenSlot.PREVIOUS) : Optional.empty();
    }

    /** What stands in {@code WEBHOOK_SECRET_SHA256} for a token. */
    static String hex(String token) {
        return HexFormat.of().formatHex(hash(token));
    }

    private static byte[] fromHex(String hash) {
        var bytes = HexFormat.of().parseHex(hash);
        if (bytes.length != 32) {
            throw new IllegalArgumentException("WEBHOOK_SECRET_SHA256 holds a value that is not 64 hex digits");
        }
        return bytes;
    }

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
