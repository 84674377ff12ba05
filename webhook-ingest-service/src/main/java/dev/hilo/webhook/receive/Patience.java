package dev.hilo.webhook.receive;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

import io.netty.util.HashedWheelTimer;
import io.netty.util.Timeout;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import org.jspecify.annotations.Nullable;

/**
 * Ends what takes too long. Two waits begin with each post, and nearly all of them are over within milliseconds: on a wheel
 * that turns anyway beginning and ending one costs next to nothing, where an event loop sorts each of its timers into a
 * queue and out again. What does take too long is ended at most two turns late.
 */
@ApplicationScoped
class Patience {

    private static final Duration TURN = Duration.ofMillis(20);

    private final Vertx vertx;
    private final HashedWheelTimer wheel = new HashedWheelTimer(
            Thread.ofPlatform().daemon().name("webhook-patience").factory(), TURN.toMillis(), TimeUnit.MILLISECONDS);

    Patience(Vertx vertx) {
        this.vertx = vertx;
    }

    /** @param over called in the caller's context, unless the wait has ended by then */
    Wait until(Duration later, Runnable over) {
        var wait = new Wait(vertx.getOrCreateContext(), over);
        wait.begins(wheel, later);
        return wait;
    }

    /** For something that will come in time, most likely. Belongs to one context. */
    static final class Wait {

        private final Context context;
        private final Runnable over;
        private @Nullable Timeout timeout;
        private boolean ended;

        private Wait(Context context, Runnable over) {
            this.context = context;
            this.over = over;
        }

        private void begins(HashedWheelTimer wheel, Duration later) {
            timeout = wheel.newTimeout(_ -> context.runOnContext(_ -> tooLate()), later.toNanos(),
                    TimeUnit.NANOSECONDS);
        }

        private void tooLate() {
            if (!ended) {
                over.run();
            }
        }

        /** It came. */
        void ends() {
            ended = true;
            if (timeout != null) {
                var _ = timeout.cancel();
            }
        }
    }

    @PreDestroy
    void stop() {
        var _ = wheel.stop();
    }
}
