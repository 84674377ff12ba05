package dev.hilo.messaging.media;

import java.util.UUID;

import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;

/** Where the bytes of media lie. Keys are ids that we gave; a stored medium never changes. */
public interface MediaStore {

    /** Stores the whole of it or nothing. */
    Uni<Void> put(UUID id, Buffer content);

    /** @return fails with {@link java.io.FileNotFoundException} when there is none */
    Uni<Buffer> get(UUID id);

    /** Without complaint when there is none. */
    Uni<Void> delete(UUID id);

    /** Gives connections back, where there are any. */
    default void close() {
    }
}
