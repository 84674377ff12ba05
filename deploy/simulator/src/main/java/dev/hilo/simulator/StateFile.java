package dev.hilo.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hilo.simulator.wire.Json;
import org.jspecify.annotations.Nullable;

/** What the carrier still knows after a restart: a small JSON file, replaced as a whole. */
final class StateFile {

    private final @Nullable Path path;

    /** @param path null keeps nothing */
    StateFile(@Nullable Path path) {
        this.path = path;
    }

    /** An empty object when there is nothing yet. */
    ObjectNode read() {
        try {
            return path != null && Files.exists(path) && Json.parse(Files.readString(path)) instanceof ObjectNode state
                    ? state
                    : Json.object();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    void write(ObjectNode state) {
        if (path == null) {
            return;
        }
        try {
            var whole = path.toAbsolutePath();
            var folder = whole.getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            var fresh = whole.resolveSibling(whole.getFileName() + ".new");
            Files.writeString(fresh, Json.text(state));
            Files.move(fresh, whole, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
