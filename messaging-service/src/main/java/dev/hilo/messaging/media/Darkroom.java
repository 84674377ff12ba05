package dev.hilo.messaging.media;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/**
 * Where pictures are decoded and drawn: a few threads of its own, so that neither an event loop nor a query waits for
 * them, and no more pictures are unpacked at once than there is memory for.
 */
@ApplicationScoped
class Darkroom {

    private static final int WAITING = 64;

    private final ThreadPoolExecutor threads;

    Darkroom(MediaConfig config) {
        this.threads = new ThreadPoolExecutor(config.decoders(), config.decoders(), 30, TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(WAITING), Thread.ofPlatform().name("darkroom-", 0).daemon().factory());
        threads.allowCoreThreadTimeOut(true);
    }

    @PreDestroy
    void close() {
        var _ = threads.shutdownNow();
    }

    /** Fails with {@link java.util.concurrent.RejectedExecutionException} when too many wait already. */
    <T extends @Nullable Object> Uni<T> work(Supplier<T> work) {
        return Uni.createFrom().item(work).runSubscriptionOn(threads);
    }
}
