package dev.hilo.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/** {@code .hilo/run}: a record for each running process, and the lock that only one launcher can hold. */
public final class RunFolder {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();
    private static final String PARTS = "parts";

    private final Path folder;

    public RunFolder(Path home) {
        this.folder = home.resolve("run");
        try {
            Files.createDirectories(folder.resolve(PARTS));
        } catch (IOException noFolder) {
            throw new UncheckedIOException("Cannot create " + folder, noFolder);
        }
    }

    /** The records of the parts, running or not, by name. */
    public List<ProcessRecord> parts() {
        try (var files = Files.list(folder.resolve(PARTS))) {
            return files.filter(file -> file.toString().endsWith(".json")).sorted()
                    .map(file -> read(file, ProcessRecord.class)).flatMap(Optional::stream).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public Optional<ProcessRecord> part(String name) {
        return read(partFile(name), ProcessRecord.class);
    }

    public void record(ProcessRecord part) {
        write(partFile(part.name()), part);
    }

    public void forget(String name) {
        delete(partFile(name));
    }

    /** Reads what another process wrote; nothing when it is not there, or half of a file that an earlier crash left. */
    public <T> Optional<T> read(String name, Class<T> type) {
        return read(folder.resolve(name), type);
    }

    public void write(String name, Object value) {
        write(folder.resolve(name), value);
    }

    public void delete(String name) {
        delete(folder.resolve(name));
    }

    public boolean exists(String name) {
        return Files.exists(folder.resolve(name));
    }

    /** Holds until this process ends, however it ends; empty when another launcher holds it. */
    @SuppressWarnings("resource") // held until the process ends
    public boolean lock() {
        try {
            var channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            return channel.tryLock() != null;
        } catch (IOException unusable) {
            throw new UncheckedIOException("Cannot lock " + folder, unusable);
        }
    }

    private Path partFile(String name) {
        return folder.resolve(PARTS).resolve(name + ".json");
    }

    private static <T> Optional<T> read(Path file, Class<T> type) {
        try {
            return Optional.of(JSON.readValue(Files.readString(file), type));
        } catch (NoSuchFileException | JsonProcessingException notThere) {
            return Optional.empty();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void write(Path file, Object value) {
        try {
            var draft = Files.createTempFile(file.getParent(), "", ".new");
            Files.writeString(draft, JSON.writeValueAsString(value));
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException undeletable) {
            throw new UncheckedIOException(undeletable);
        }
    }
}
