package dev.hilo.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ProgramsTest {

    @TempDir
    private Path folder;

    @Test
    void unpacksOnce() throws Exception {
        var times = new AtomicInteger();
        var programs = new Programs(folder);

        for (var start = 0; start < 2; start++) {
            var place = programs.require("p-1", draft -> {
                times.incrementAndGet();
                Files.writeString(draft.resolve("tool"), "x");
            });
            assertThat(place.resolve("tool")).hasContent("x");
        }

        assertThat(times).hasValue(1);
    }

    @Test
    void halfAProgramIsNoProgram() throws Exception {
        var programs = new Programs(folder);

        assertThatThrownBy(() -> programs.require("p-1", draft -> {
            Files.writeString(draft.resolve("half"), "x");
            throw new IOException("the disk is full");
        })).hasMessage("the disk is full");

        var place = programs.require("p-1", draft -> Files.writeString(draft.resolve("whole"), "x"));
        assertThat(place).isDirectoryContaining("glob:**/whole").isDirectoryNotContaining("glob:**/half");
    }

    @Test
    void deletingDoesNotFollowLinks() throws Exception {
        var kept = Files.writeString(Files.createDirectories(folder.resolve("kept")).resolve("file"), "x");
        var doomed = Files.createDirectories(folder.resolve("doomed/deep"));
        Files.createSymbolicLink(doomed.resolve("link"), kept.getParent());

        Programs.delete(folder.resolve("doomed"));

        assertThat(folder.resolve("doomed")).doesNotExist();
        assertThat(kept).exists();
    }
}
