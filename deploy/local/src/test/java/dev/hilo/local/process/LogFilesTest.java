package dev.hilo.local.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class LogFilesTest {

    @TempDir
    private Path home;
    private LogFiles logs;
    private LogFollower follower;
    private final List<String> seen = new ArrayList<>();

    @BeforeEach
    void open() {
        logs = new LogFiles(home);
        follower = new LogFollower(logs);
    }

    @Test
    void keepsTheLastThreeRuns() throws Exception {
        for (var run = 1; run <= 6; run++) {
            Files.writeString(logs.rotate("kafka"), "run " + run);
        }

        assertThat(logs.folder()).isDirectoryContaining("glob:**/kafka.log.3")
                .isDirectoryNotContaining("glob:**/kafka.log.4");
        assertThat(logs.file("kafka")).hasContent("run 6");
        assertThat(logs.folder().resolve("kafka.log.3")).hasContent("run 3");
        assertThat(logs.names()).containsExactly("kafka");
    }

    @Test
    void showsTheEndOfALog() throws Exception {
        write("a\nb\nc\n");

        assertThat(logs.tail("kafka", 2)).containsExactly("b", "c");
        assertThat(logs.tail("kafka", 9)).containsExactly("a", "b", "c");
        assertThat(logs.tail("nobody", 9)).isEmpty();
    }

    @Test
    void handsOnNewLinesOnlyAndOnlyWhole() throws Exception {
        write("old\n");
        follower.skipToEnd("kafka");

        write("one\ntw");
        poll();
        assertThat(seen).containsExactly("one");

        write("o\n");
        poll();
        assertThat(seen).containsExactly("one", "two");
    }

    @Test
    void goesOnWithTheFileOfANewRun() throws Exception {
        write("a long line of the first run\n");
        poll();

        Files.writeString(logs.rotate("kafka"), "again\n");
        poll();

        assertThat(seen).containsExactly("a long line of the first run", "again");
    }

    private void poll() {
        follower.poll("kafka", (part, line) -> seen.add(line));
    }

    private void write(String text) throws Exception {
        Files.writeString(logs.file("kafka"), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
