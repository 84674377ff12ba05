package dev.hilo.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.hilo.local.process.Programs;

/** Forgets the data of the local system, and nothing else that may lie in the same folder. */
final class FreshStart {

    private static final List<String> DATA = List.of("postgres", "kafka", "keycloak", "media", "secrets",
            "simulator.json", "demo-conversations");

    private FreshStart() {
    }

    static void wipe(Path home) throws IOException {
        for (var name : DATA) {
            var path = home.resolve(name);
            if (Files.isDirectory(path)) {
                Programs.delete(path);
            } else {
                Files.deleteIfExists(path);
            }
        }
    }
}
