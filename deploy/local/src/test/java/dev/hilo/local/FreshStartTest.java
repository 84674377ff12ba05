package dev.hilo.local;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class FreshStartTest {

    @TempDir
    private Path home;

    @Test
    void forgetsTheDataAndNothingElse() throws Exception {
        Files.createDirectories(home.resolve("postgres/data/base"));
        Files.writeString(home.resolve("simulator.json"), "{}");
        Files.createDirectories(home.resolve("logs"));
        Files.createDirectories(home.resolve("programs/keycloak"));
        Files.writeString(home.resolve("mine.txt"), "keep");

        FreshStart.wipe(home);

        assertThat(home).isDirectoryNotContaining("glob:**/{postgres,simulator.json}")
                .isDirectoryContaining("glob:**/logs").isDirectoryContaining("glob:**/programs")
                .isDirectoryContaining("glob:**/mine.txt");
    }
}
