package dev.hilo.local.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.Supplier;

/** Secrets of one local system, drawn when first asked for and kept in files that only their owner can read. */
public final class Secrets {

    private static final int BYTES = 32;

    private final Path folder;

    Secrets(Path folder) {
        this.folder = folder;
    }

    public String get(String name) {
        try {
            var file = file(name);
            return Files.readString(file).strip();
        } catch (IOException unusable) {
            throw new UncheckedIOException("The secret " + name + " can be neither read nor written", unusable);
        }
    }

    /**
     * A pair of keys of P-256 in base64url, as web push has them.
     *
     * @param publicKey an uncompressed point
     * @param privateKey 32 bytes
     */
    record KeyPair(String publicKey, String privateKey) {
    }

    /** Drawn together and kept in one file, so that one is never without the other. */
    KeyPair keyPair(String name) {
        try {
            var kept = Files.readString(file(name, Secrets::drawPair)).strip();
            var space = kept.indexOf(' ');
            return new KeyPair(kept.substring(0, space), kept.substring(space + 1));
        } catch (IOException unusable) {
            throw new UncheckedIOException("The keys " + name + " can be neither read nor written", unusable);
        }
    }

    /** The file that holds the secret, for programs that read it from there. */
    public Path file(String name) throws IOException {
        return file(name, Secrets::draw);
    }

    private static String draw() {
        var bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static String drawPair() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            var pair = generator.generateKeyPair();
            var point = ((ECPublicKey) pair.getPublic()).getW();
            var uncompressed = ByteBuffer.allocate(1 + 2 * BYTES).put((byte) 4).put(fixed(point.getAffineX()))
                    .put(fixed(point.getAffineY())).array();
            var base64 = Base64.getUrlEncoder().withoutPadding();
            return base64.encodeToString(uncompressed) + " "
                    + base64.encodeToString(fixed(((ECPrivateKey) pair.getPrivate()).getS()));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Without a sign, and with the zeros in front. */
    private static byte[] fixed(BigInteger number) {
        var bytes = number.toByteArray();
        var length = Math.min(BYTES, bytes.length);
        var fixed = new byte[BYTES];
        System.arraycopy(bytes, bytes.length - length, fixed, BYTES - length, length);
        return fixed;
    }

    private Path file(String name, Supplier<String> secret) throws IOException {
        var file = folder.resolve(name);
        if (!Files.exists(file)) {
            Files.createDirectories(folder);
            var drawn = Files.createTempFile(folder, name, ".new",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try {
                Files.writeString(drawn, secret.get());
                // Parts that start side by side draw side by side: a link is made once, and all read what the first has drawn.
                Files.createLink(file, drawn);
            } catch (FileAlreadyExistsException drawnByAnother) {
                return file;
            } finally {
                Files.delete(drawn);
            }
        }
        return file;
    }
}
