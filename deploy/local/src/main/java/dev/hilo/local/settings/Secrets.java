package dev.hilo.local.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

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

    /** The file that holds the secret, for programs that read it from there. */
    public Path file(String name) throws IOException {
        var file = folder.resolve(name);
        if (!Files.exists(file)) {
            Files.createDirectories(folder);
            var bytes = new byte[BYTES];
            new SecureRandom().nextBytes(bytes);
            var drawn = Files.createTempFile(folder, name, ".new",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(drawn, HexFormat.of().formatHex(bytes));
            Files.move(drawn, file);
        }
        return file;
    }
}
