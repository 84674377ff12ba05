package dev.hilo.benchmark;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * What the database itself says how long the statements of a request took: its log of durations, read from where it was
 * read last. Statements are told by the comment they begin with, requests by the statement that each begins with.
 */
final class DatabaseLog implements AutoCloseable {

    private static final Pattern DURATION = Pattern.compile("duration: ([0-9.]+) ms  \\w+[^:]*: (.*)");

    private final RandomAccessFile file;
    private final String tag;
    private final String first;

    /**
     * @param tag what a statement that counts begins with
     * @param first what the first statement of a request begins with
     */
    DatabaseLog(Path file, String tag, String first) throws IOException {
        this.file = new RandomAccessFile(file.toFile(), "r");
        this.tag = tag;
        this.first = first;
        skip();
    }

    void skip() throws IOException {
        file.seek(file.length());
    }

    /** The requests since the last look, each with the sum of its statements' times: parsing, binding, executing. */
    List<Duration> requests() throws IOException {
        var bytes = new byte[(int) (file.length() - file.getFilePointer())];
        file.readFully(bytes);
        return requests(new String(bytes, UTF_8).lines().toList());
    }

    List<Duration> requests(List<String> lines) {
        List<Duration> requests = new ArrayList<>();
        for (var line : lines) {
            var said = DURATION.matcher(line);
            if (!said.find() || !said.group(2).startsWith(tag)) {
                continue;
            }
            var took = Duration.ofNanos((long) (Double.parseDouble(said.group(1)) * 1e6));
            if (said.group(2).startsWith(first)) {
                requests.add(took);
            } else if (!requests.isEmpty()) {
                requests.add(requests.removeLast().plus(took));
            }
        }
        return requests;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
