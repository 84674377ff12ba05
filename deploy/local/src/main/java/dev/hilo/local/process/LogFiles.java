package dev.hilo.local.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** {@code .hilo/logs}: one file a part, the last three runs kept. */
public final class LogFiles {

    private static final int KEPT = 3;
    /** Enough for thirty long lines; a log may be large, and only its end is wanted. */
    private static final int TAIL_BYTES = 256 * 1024;
    private static final String SUFFIX = ".log";

    private final Path folder;

    public LogFiles(Path home) {
        this.folder = home.resolve("logs");
        try {
            Files.createDirectories(folder);
        } catch (IOException noFolder) {
            throw new UncheckedIOException("Cannot create " + folder, noFolder);
        }
    }

    public Path folder() {
        return folder;
    }

    public Path file(String name) {
        return folder.resolve(name + SUFFIX);
    }

    /** Makes room for a new run: {@code x.log} becomes {@code x.log.1} and so on. */
    public Path rotate(String name) throws IOException {
        var file = file(name);
        for (var age = KEPT; age > 0; age--) {
            var younger = age == 1 ? file : older(name, age - 1);
            if (Files.exists(younger)) {
                Files.move(younger, older(name, age), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return Files.createFile(file);
    }

    /** The names of the parts that have a log. */
    public List<String> names() {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length())).sorted().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The last lines of a log. */
    public List<String> tail(String name, int lines) {
        try (var file = new RandomAccessFile(file(name).toFile(), "r")) {
            var from = Math.max(0, file.length() - TAIL_BYTES);
            var bytes = new byte[(int) (file.length() - from)];
            file.seek(from);
            file.readFully(bytes);
            var all = new String(bytes, StandardCharsets.UTF_8).lines().toList();
            return all.subList(Math.max(0, all.size() - lines), all.size());
        } catch (IOException notThere) {
            return List.of();
        }
    }

    private Path older(String name, int age) {
        return folder.resolve(name + SUFFIX + "." + age);
    }
}
