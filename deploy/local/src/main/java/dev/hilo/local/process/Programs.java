package dev.hilo.local.process;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;

/**
 * Programs that are unpacked once and then only read. A folder is there whole or not at all: it is filled beside its
 * place and moved when finished, and a second launcher waits for the first.
 */
public final class Programs {

    /** Fills an empty folder. */
    public interface Unpacking {
        void into(Path folder) throws Exception;
    }

    private final Path folder;

    public Programs(Path folder) {
        this.folder = folder;
    }

    /** The folder of the program, unpacked now if it was not. */
    public Path require(String name, Unpacking unpacking) throws Exception {
        var place = folder.resolve(name);
        if (Files.isDirectory(place)) {
            return place;
        }
        Files.createDirectories(folder);
        try (var channel = FileChannel.open(folder.resolve(name + ".lock"), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE); var held = channel.lock()) {
            if (held.isValid() && !Files.isDirectory(place)) {
                var draft = folder.resolve(name + ".unpacking");
                delete(draft);
                Files.createDirectories(draft);
                unpacking.into(draft);
                Files.move(draft, place, StandardCopyOption.ATOMIC_MOVE);
            }
            return place;
        }
    }

    /** Deletes a folder with all it holds; links are removed, not followed. */
    public static void delete(Path folder) throws IOException {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (var all = Files.walk(folder)) {
            for (var file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
