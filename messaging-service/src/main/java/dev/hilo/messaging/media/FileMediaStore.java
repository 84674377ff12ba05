package dev.hilo.messaging.media;

import java.io.FileNotFoundException;
import java.nio.file.Path;
import java.util.UUID;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.CopyOptions;
import io.vertx.mutiny.core.Vertx;

/** Media on a filesystem that all instances share. A file appears under its name only when it is complete. */
final class FileMediaStore implements MediaStore {

    private final Vertx vertx;
    private final Path directory;

    FileMediaStore(Vertx vertx, Path directory) {
        this.vertx = vertx;
        this.directory = directory.toAbsolutePath();
    }

    @Override
    public Uni<Void> put(UUID id, Buffer content) {
        var file = fileOf(id);
        var growing = file + "." + UUID.randomUUID() + ".part";
        var files = vertx.fileSystem();
        return files.mkdirs(folderOf(id).toString())
                .chain(() -> files.writeFile(growing, io.vertx.mutiny.core.buffer.Buffer.newInstance(content)))
                .chain(() -> files.move(growing, file, new CopyOptions().setAtomicMove(true).setReplaceExisting(true)));
    }

    @Override
    public Uni<Buffer> get(UUID id) {
        var files = vertx.fileSystem();
        return files.exists(fileOf(id)).chain(exists -> exists
                ? files.readFile(fileOf(id)).map(io.vertx.mutiny.core.buffer.Buffer::getDelegate)
                : Uni.createFrom().failure(new FileNotFoundException("no medium " + id)));
    }

    @Override
    public Uni<Void> delete(UUID id) {
        var files = vertx.fileSystem();
        return files.exists(fileOf(id))
                .chain(exists -> exists ? files.delete(fileOf(id)) : Uni.createFrom().voidItem());
    }

    private String fileOf(UUID id) {
        return folderOf(id).resolve(id.toString()).toString();
    }

    /** Spread by the last characters: the first ones of a UUIDv7 are the time and would fill one folder at a time. */
    private Path folderOf(UUID id) {
        var text = id.toString();
        return directory.resolve(text.substring(text.length() - 2));
    }
}
