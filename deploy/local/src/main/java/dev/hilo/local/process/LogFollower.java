package dev.hilo.local.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/** Hands on the lines that parts have written since the last look, line by line. */
public final class LogFollower {

    private static final int MOST_AT_ONCE = 1024 * 1024;

    private final LogFiles logs;
    private final Map<String, Long> read = new HashMap<>();

    public LogFollower(LogFiles logs) {
        this.logs = logs;
    }

    /** Starts at the end of what is there now. */
    public void skipToEnd(String name) {
        read.put(name, size(logs.file(name)));
    }

    public void poll(String name, BiConsumer<String, String> line) {
        var file = logs.file(name);
        var size = size(file);
        var from = read.getOrDefault(name, 0L);
        if (size < from) {
            from = 0L; // a new run began a new file
        }
        if (size > from) {
            var chunk = chunk(file, from, (int) Math.min(size - from, MOST_AT_ONCE));
            var end = wholeLines(chunk);
            new String(chunk, 0, end, StandardCharsets.UTF_8).lines().forEach(text -> line.accept(name, text));
            from += end;
        }
        read.put(name, from);
    }

    private static byte[] chunk(Path file, long from, int length) {
        try (var open = new RandomAccessFile(file.toFile(), "r")) {
            var bytes = new byte[length];
            open.seek(from);
            open.readFully(bytes);
            return bytes;
        } catch (IOException rotatedJustNow) {
            return new byte[0];
        }
    }

    /** How much of the chunk is whole lines; all of it when one line is longer than a chunk. */
    private static int wholeLines(byte[] chunk) {
        var end = chunk.length;
        while (end > 0 && chunk[end - 1] != '\n') {
            end--;
        }
        return end == 0 && chunk.length == MOST_AT_ONCE ? chunk.length : end;
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException notYet) {
            return 0;
        }
    }
}
