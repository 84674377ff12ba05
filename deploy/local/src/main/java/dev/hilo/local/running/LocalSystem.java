package dev.hilo.local.running;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import dev.hilo.local.process.ChildProcess;
import dev.hilo.local.process.Ending;
import dev.hilo.local.process.LogFiles;
import dev.hilo.local.process.RunFolder;
import org.jspecify.annotations.Nullable;

/**
 * The parts that this launcher holds up. Each starts as soon as those it needs are ready. A part that ends by itself
 * while the system starts fails the start; later it is reported and the others go on, as they would in a cluster.
 */
public final class LocalSystem {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    private static final int TAIL = 30;

    private final Map<String, Part> parts = new LinkedHashMap<>();
    private final Map<String, ChildProcess> children = new ConcurrentHashMap<>();
    private final RunFolder run;
    private final LogFiles logs;
    private final Consumer<Crash> crashes;
    private final Object startOrStop = new Object();
    private volatile boolean givenUp;
    private volatile boolean ready;

    /** @param crashes told of each part that ends unasked once the system is ready */
    public LocalSystem(Collection<? extends Part> parts, RunFolder run, LogFiles logs, Consumer<Crash> crashes) {
        Order.ofStarting(parts).forEach(part -> this.parts.put(part.name(), part));
        this.run = run;
        this.logs = logs;
        this.crashes = crashes;
    }

    public Collection<String> names() {
        return List.copyOf(parts.keySet());
    }

    /**
     * Returns when every part is ready.
     *
     * @throws StartFailed by the first part that did not come up; the others are still to be stopped
     */
    public void start(Progress progress) throws StartFailed {
        var failure = new AtomicReference<@Nullable StartFailed>();
        var started = new LinkedHashMap<String, CompletableFuture<Void>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            parts.values().forEach(part -> {
                progress.waiting(part.name());
                started.put(part.name(), startAfterNeeds(part, started, threads, progress, failure));
            });
            waitFor(started.values());
        }
        var failed = failure.get();
        if (failed != null) {
            throw failed;
        }
        ready = true;
    }

    /** Stops what runs, tier after tier. May be called from a shutdown hook while the start is still under way. */
    public void stop(Progress progress) {
        synchronized (startOrStop) {
            givenUp = true;
        }
        for (var tier : Order.ofStopping(parts.values())) {
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                tier.forEach(part -> threads.execute(() -> stop(part, progress)));
            }
        }
    }

    /** Ends a part, if it still runs, and starts it again. */
    public void restart(String name, Progress progress) throws StartFailed {
        var part = parts.get(name);
        if (part == null) {
            throw new StartFailed("There is no part " + name + " in this system: " + names(), List.of(), null);
        }
        stop(part, progress);
        bringUp(part, progress);
    }

    private CompletableFuture<Void> startAfterNeeds(Part part, Map<String, CompletableFuture<Void>> started,
            ExecutorService threads, Progress progress, AtomicReference<@Nullable StartFailed> failure) {
        var needs = started.entrySet().stream().filter(other -> part.needs().contains(other.getKey()))
                .map(Map.Entry::getValue).toArray(CompletableFuture[]::new);
        return CompletableFuture.allOf(needs).thenRunAsync(() -> {
            try {
                bringUp(part, progress);
            } catch (StartFailed failed) {
                if (failure.compareAndSet(null, failed)) {
                    progress.failed(part.name()); // what others report from now on only follows from this
                }
                givenUp = true;
                throw new CompletionException(failed);
            }
        }, threads);
    }

    private static void waitFor(Collection<CompletableFuture<Void>> all) {
        try {
            CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();
        } catch (CompletionException told) {
            // the first failure is kept where it happened; these are its echoes
        }
    }

    private void bringUp(Part part, Progress progress) throws StartFailed {
        var name = part.name();
        var began = System.nanoTime();
        try {
            progress.doing(name, "preparing");
            var launch = part.prepare(what -> progress.doing(name, what));
            progress.doing(name, "starting");
            var log = logs.rotate(name);
            synchronized (startOrStop) {
                if (givenUp) {
                    throw new StartFailed(name + " was not started", List.of(), null);
                }
                var child = ChildProcess.start(name, launch, log, part.port());
                children.put(name, child);
                run.record(child.record());
                watch(part, child);
            }
            waitUntilItAnswers(part, child(name));
            part.settle(what -> progress.doing(name, what));
        } catch (StartFailed known) {
            throw known;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new StartFailed(name + " was interrupted", List.of(), stopped);
        } catch (Exception unexpected) {
            throw new StartFailed(name + " did not start: " + reason(unexpected), tail(name), unexpected);
        }
        progress.ready(name, Duration.ofNanos(System.nanoTime() - began));
    }

    private void waitUntilItAnswers(Part part, ChildProcess child) throws StartFailed, InterruptedException {
        var deadline = System.nanoTime() + part.startLimit().toNanos();
        while (!part.answers()) {
            if (child.endsWithin(LOOK_AGAIN)) {
                throw new StartFailed("%s ended with code %d while it started".formatted(part.name(), child.exitCode()),
                        tail(part.name()), null);
            }
            if (givenUp) {
                throw new StartFailed(part.name() + " was not waited for", List.of(), null);
            }
            if (System.nanoTime() > deadline) {
                throw new StartFailed("%s did not get ready within %s".formatted(part.name(),
                        Progress.seconds(part.startLimit())), tail(part.name()), null);
            }
        }
    }

    private ChildProcess child(String name) throws StartFailed {
        var child = children.get(name);
        if (child == null) {
            throw new StartFailed(name + " was stopped while it started", List.of(), null);
        }
        return child;
    }

    private void watch(Part part, ChildProcess child) {
        var _ = child.onExit().thenAccept(process -> {
            var unasked = ready && !givenUp && children.remove(part.name(), child);
            if (unasked) {
                crashes.accept(new Crash(part.name(), process.exitValue(), tail(part.name())));
            }
        });
    }

    private void stop(Part part, Progress progress) {
        var child = children.remove(part.name());
        if (child == null) {
            return;
        }
        var began = System.nanoTime();
        progress.doing(part.name(), "stopping");
        var outcome = Ending.end(child.record(), part.stopLimit());
        if (outcome != Ending.Outcome.SURVIVED) {
            run.forget(part.name());
        }
        progress.stopped(part.name(), outcome, Duration.ofNanos(System.nanoTime() - began));
    }

    private List<String> tail(String name) {
        return logs.tail(name, TAIL);
    }

    private static String reason(Throwable problem) {
        var message = problem.getMessage();
        return message == null ? problem.getClass().getSimpleName() : message;
    }
}
