package dev.hilo.chat.live;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.smallrye.mutiny.Uni;
import org.jboss.logging.Logger;

/**
 * The one thread to which everything behind the sockets belongs: who is connected, what they have open, the window. What
 * runs here runs one after the other, so none of it needs a lock; what fails is logged and holds up nothing.
 */
final class SwitchboardThread {

    private static final Logger LOG = Logger.getLogger(SwitchboardThread.class);

    private final ScheduledExecutorService thread = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("hilo-switchboard").factory());

    void run(Runnable what) {
        try {
            thread.execute(() -> guarded(what));
        } catch (RejectedExecutionException stopped) {
            LOG.debug("the switchboard has stopped");
        }
    }

    void later(Duration pause, Runnable what) {
        try {
            var _ = thread.schedule(() -> guarded(what), pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stopped) {
            LOG.debug("the switchboard has stopped");
        }
    }

    void every(Duration pause, Runnable what) {
        var _ = thread.scheduleWithFixedDelay(() -> guarded(what), pause.toMillis(), pause.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** @return when it has run, whether it failed or not */
    Uni<Void> done(Runnable what) {
        return Uni.createFrom().voidItem().emitOn(thread).invoke(() -> guarded(what));
    }

    /** Finishes what was asked for until now. */
    void stop() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(3, TimeUnit.SECONDS)) {
                LOG.warn("the switchboard did not stop in time");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    static void guarded(Runnable what) {
        try {
            what.run();
        } catch (RuntimeException failure) {
            LOG.error("the switchboard could not do one thing", failure);
        }
    }
}
