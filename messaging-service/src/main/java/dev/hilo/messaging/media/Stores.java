package dev.hilo.messaging.media;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;

import io.vertx.mutiny.core.Vertx;

/** The store that the configuration names. */
@ApplicationScoped
class Stores {

    @Produces
    @ApplicationScoped
    MediaStore store(Vertx vertx, MediaConfig config) {
        return switch (config.store()) {
            case FILE -> new FileMediaStore(vertx, config.directory());
            case S3 -> new S3MediaStore(config.s3());
        };
    }

    void close(@Disposes MediaStore store) {
        store.close();
    }
}
