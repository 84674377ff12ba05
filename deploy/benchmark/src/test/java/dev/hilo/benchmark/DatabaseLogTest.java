package dev.hilo.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class DatabaseLogTest {

    @TempDir
    private Path folder;

    @Test
    void addsUpWhatBelongsToARequest() throws IOException {
        var file = Files.writeString(folder.resolve("postgres.log"), "long ago\n");
        try (var log = new DatabaseLog(file, "/* search */", "/* search */ set")) {
            Files.writeString(file, """
                    long ago
                    2026-11-23 03:00:00.001 UTC messaging LOG:  duration: 0.100 ms  statement: /* search */ set local a = 1
                    2026-11-23 03:00:00.002 UTC messaging LOG:  duration: 1.500 ms  parse S_1: /* search */ with walked as (
                        select 1)
                    2026-11-23 03:00:00.003 UTC messaging LOG:  duration: 7.000 ms  statement: select something else
                    2026-11-23 03:00:00.004 UTC messaging LOG:  duration: 2.000 ms  execute <unnamed>: /* search */ with walked
                    2026-11-23 03:00:00.005 UTC messaging LOG:  duration: 0.250 ms  statement: /* search */ set local a = 1
                    """);

            assertThat(log.requests()).containsExactly(Duration.ofNanos(3_600_000), Duration.ofNanos(250_000));
            assertThat(log.requests()).isEmpty();
        }
    }
}
