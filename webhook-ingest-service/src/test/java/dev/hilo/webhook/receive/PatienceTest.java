package dev.hilo.webhook.receive;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PatienceTest {

    private static final Duration SOON = Duration.ofMillis(50);

    private final Vertx vertx = Vertx.vertx();
    private final Patience patience = new Patience(vertx);

    @AfterEach
    void stop() {
        patience.stop();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void endsWhatTakesTooLongInTheContextThatWaits() throws Exception {
        var ended = new CompletableFuture<Context>();
        var began = System.nanoTime();
        var context = vertx.getOrCreateContext();

        context.runOnContext(_ -> {
            var _ = patience.until(SOON, () -> ended.complete(Vertx.currentContext()));
        });

        assertThat(ended.get(5, TimeUnit.SECONDS)).isSameAs(context);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(SOON);
    }

    @Test
    void forgetsWhatCameInTime() throws Exception {
        var over = new AtomicBoolean();
        var later = new CompletableFuture<Void>();

        vertx.getOrCreateContext().runOnContext(_ -> {
            patience.until(SOON, () -> over.set(true)).ends();
            var _ = patience.until(SOON.multipliedBy(4), () -> later.complete(null));
        });

        later.get(5, TimeUnit.SECONDS);
        assertThat(over).isFalse();
    }

    /** Its time is over while its context does something else, which then finds that it came. */
    @Test
    void forgetsWhatCameWhileItsEndWasOnTheWay() throws Exception {
        var over = new AtomicBoolean();
        var turned = new CompletableFuture<Void>();
        var done = new CompletableFuture<Void>();
        var busy = vertx.getOrCreateContext();

        busy.runOnContext(_ -> {
            var wait = patience.until(SOON, () -> over.set(true));
            // A thread of its own has a context of its own.
            var _ = CompletableFuture.supplyAsync(
                    () -> patience.until(SOON.multipliedBy(4), () -> turned.complete(null)));
            turned.orTimeout(5, TimeUnit.SECONDS).join();
            wait.ends();
            busy.runOnContext(_ -> done.complete(null));
        });

        done.get(10, TimeUnit.SECONDS);
        assertThat(over).isFalse();
    }
}
