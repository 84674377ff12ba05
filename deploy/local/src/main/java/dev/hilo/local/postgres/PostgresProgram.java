package dev.hilo.local.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import dev.hilo.local.process.Programs;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The PostgreSQL that lies in our class path, packed, unpacked for this machine; and how its commands are run. */
final class PostgresProgram {

    private static final int MAY_EXECUTE = 0100;

    private final Path folder;
    private final List<String> withoutRoot;

    private PostgresProgram(Path folder, List<String> withoutRoot) {
        this.folder = folder;
        this.withoutRoot = withoutRoot;
    }

    static PostgresProgram unpacked(Programs programs, String version) throws Exception {
        var folder = programs.require("postgresql-" + version, PostgresProgram::unpack);
        return new PostgresProgram(folder, withoutRoot());
    }

    /** A command line of one of its programs. */
    List<String> command(String program, List<String> arguments) {
        var command = new ArrayList<>(withoutRoot);
        command.add(folder.resolve("bin").resolve(program).toString());
        command.addAll(arguments);
        return command;
    }

    /**
     * PostgreSQL refuses to run as root. In a user namespace of its own the same process is nobody, who owns the same
     * files; it becomes the program itself, so the pid stays.
     */
    private static List<String> withoutRoot() {
        return "root".equals(System.getProperty("user.name")) ? List.of("unshare", "-U") : List.of();
    }

    private static void unpack(Path folder) throws IOException {
        var archive = archive();
        try (var packed = PostgresProgram.class.getResourceAsStream("/" + archive)) {
            if (packed == null) {
                throw new IOException("There is no PostgreSQL for this machine in the class path: " + archive);
            }
            unpack(packed, folder);
        }
    }

    private static void unpack(InputStream packed, Path folder) throws IOException {
        try (var tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed)))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(tar, entry, folder);
            }
        }
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path folder) throws IOException {
        var file = folder.resolve(entry.getName()).normalize();
        if (!file.startsWith(folder)) {
            throw new IOException("The archive leads out of its folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
        } else {
            Files.copy(tar, file);
            if ((entry.getMode() & MAY_EXECUTE) != 0 && !file.toFile().setExecutable(true, false)) {
                throw new IOException("Cannot make executable: " + file);
            }
        }
    }

    private static String archive() {
        var system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : "linux";
        var arm = Set.of("aarch64", "arm64").contains(System.getProperty("os.arch", ""));
        return "postgres-%s-%s.txz".formatted(system, arm ? "arm_64" : "x86_64");
    }
}
