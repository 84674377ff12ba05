package dev.hilo.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** The memory that a process holds, in bytes, with that of the processes it started. */
public final class Memory {

    private Memory() {
    }

    /**
     * Resident set size. For a family of processes (PostgreSQL) the proportional one, else what they share would be
     * counted for each of them.
     */
    public static long of(ProcessHandle process) {
        var children = process.descendants().toList();
        if (children.isEmpty()) {
            return alone(process);
        }
        return Stream.concat(Stream.of(process), children.stream())
                .mapToLong(member -> proportional(member.pid()).orElseGet(() -> resident(member.pid()).orElse(0)))
                .sum();
    }

    /** Resident set size of this one process. */
    public static long alone(ProcessHandle process) {
        return resident(process.pid()).orElse(0);
    }

    private static OptionalLong proportional(long pid) {
        return kilobytes(Path.of("/proc", Long.toString(pid), "smaps_rollup"), "Pss:");
    }

    private static OptionalLong resident(long pid) {
        var status = kilobytes(Path.of("/proc", Long.toString(pid), "status"), "VmRSS:");
        return status.isPresent() ? status : byPs(pid);
    }

    private static OptionalLong kilobytes(Path file, String field) {
        try (var lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(field)).mapToLong(line -> number(line) * 1024).findFirst();
        } catch (IOException | UncheckedIOException noSuchTable) {
            return OptionalLong.empty();
        }
    }

    private static OptionalLong byPs(long pid) {
        try {
            var ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid)).start();
            var answer = new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return answer.isBlank() ? OptionalLong.empty() : OptionalLong.of(number(answer) * 1024);
        } catch (IOException noPs) {
            return OptionalLong.empty();
        }
    }

    private static long number(String line) {
        var digits = line.replaceAll("\\D", "");
        return digits.isEmpty() ? 0 : Long.parseLong(digits);
    }
}
