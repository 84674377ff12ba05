package dev.hilo.platform.recorder;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Lines in a file that does not grow without end: {@code name.jsonl}, and the ones before it as {@code name.1.jsonl} and on. */
final class RecorderFile {

    private final Path folder;
    private final String name;
    private final long longest;
    private final int files;

    RecorderFile(Path folder, String name, long longest, int files) {
        this.folder = folder;
        this.name = name;
        this.longest = longest;
        this.files = files;
    }

    void append(String line) throws IOException {
        Files.createDirectories(folder);
        var bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        var file = file(0);
        if (Files.exists(file) && Files.size(file) + bytes.length > longest) {
            moveOn();
        }
        var _ = Files.write(file, bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private void moveOn() throws IOException {
        for (var n = files - 1; n > 0; n--) {
            if (Files.exists(file(n - 1))) {
                var _ = Files.move(file(n - 1), file(n), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        if (files == 1) {
            Files.delete(file(0));
        }
    }

    private Path file(int n) {
        return folder.resolve(n == 0 ? name + ".jsonl" : name + "." + n + ".jsonl");
    }
}
