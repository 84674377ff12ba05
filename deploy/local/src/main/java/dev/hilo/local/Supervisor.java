package dev.hilo.local;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.hilo.local.process.Launch;
import dev.hilo.local.process.LogFollower;
import dev.hilo.local.process.ProcessRecord;
import dev.hilo.local.process.TakenPorts;
import dev.hilo.local.running.Crash;
import dev.hilo.local.running.LauncherState;
import dev.hilo.local.running.LauncherState.Phase;
import dev.hilo.local.running.LocalSystem;
import dev.hilo.local.running.Part;
import dev.hilo.local.running.PlainProgress;
import dev.hilo.local.running.Progress;
import dev.hilo.local.running.StartFailed;

/** Holds the system up from {@code up} to Ctrl-C or {@code down}. */
final class Supervisor {

    private static final long LOOK_AGAIN_MILLIS = 200;

    private final Context context;
    private final List<Part> parts;
    private final Demo demo;
    private final LocalSystem system;
    private final ProcessRecord self = ProcessRecord.of("hilo", ProcessHandle.current(), null, Launch.Signal.TERM);
    private final AtomicBoolean stopping = new AtomicBoolean();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile Progress progress;

    Supervisor(Context context, List<Part> parts, Demo demo) {
        this.context = context;
        this.parts = parts;
        this.demo = demo;
        this.system = new LocalSystem(parts, context.run(), context.logs(), this::report);
        this.progress = context.progress();
    }

    /**
     * Returns when the system was stopped because it did not come up; otherwise never: the process ends in the hook.
     *
     * @param view whether new log lines are shown while it runs
     */
    int holdUp(boolean fresh, boolean view) throws IOException, InterruptedException {
        if (!context.run().lock()) {
            context.out().println(alreadyRunning(context));
            return Exit.with(Exit.FAILED);
        }
        var _ = new Leftovers(context).stop();
        if (fresh) {
            FreshStart.wipe(context.settings().home());
        }
        var taken = TakenPorts.among(parts.stream().flatMap(part -> part.ports().stream()).toList(),
                context.settings());
        if (!taken.isEmpty()) {
            taken.forEach(sentence -> context.out().println(context.ink().bad(sentence)));
            return Exit.with(Exit.FAILED);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(this::stopAndHalt, "stop"));
        return startAndWatch(view);
    }

    static String alreadyRunning(Context context) {
        return LauncherState.running(context.run())
                .map(state -> "Hilo is already running (process %d, %s). ./hilo status shows it, ./hilo down stops it."
                        .formatted(state.launcher().pid(), context.settings().home()))
                .orElse("Hilo is already being started or stopped in " + context.settings().home() + ".");
    }

    private int startAndWatch(boolean view) throws InterruptedException {
        var began = Instant.now(context.clock());
        note(Phase.STARTING, began);
        try {
            system.start(progress);
        } catch (StartFailed failed) {
            return giveUp(failed);
        }
        var problem = demo.fill(system.names(), progress);
        progress.close();
        var ready = Instant.now(context.clock());
        note(Phase.READY, ready);
        context.out().println();
        context.out()
                .println("  " + context.ink().good("Ready in " + Progress.seconds(Duration.between(began, ready))));
        if (!problem.isEmpty()) {
            context.out().println("  " + context.ink().warning(problem));
        }
        if (system.names().contains("gateway")) {
            context.out().println(Welcome.of(context.settings(), context.ink()));
        }
        watch(view);
        return Exit.DONE;
    }

    private int giveUp(StartFailed failed) throws InterruptedException {
        if (stopping.get()) {
            stopped.await(); // Ctrl-C while it started: the hook ends the process
        }
        progress.close();
        context.out().println();
        context.out().println(context.ink().bad(String.valueOf(failed.getMessage())));
        failed.logTail().forEach(line -> context.out().println("  | " + line));
        stop();
        return Exit.with(Exit.FAILED);
    }

    private void watch(boolean view) throws InterruptedException {
        var follower = new LogFollower(context.logs());
        system.names().forEach(follower::skipToEnd);
        var lines = new LogLines(context.ink());
        if (view) {
            context.out().println(context.ink().faint(
                    "  What the services say from now on, and warnings of the others (Ctrl-C stops everything):"));
        }
        while (!stopped.await(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS)) {
            for (var name : system.names()) {
                if (view && !stopping.get()) {
                    follower.poll(name, (part, line) -> {
                        if (LogLines.isNews(part, line)) {
                            context.out().println(lines.of(part, line));
                        }
                    });
                }
                RestartRequest.serve(context.run(), name, () -> restart(name));
            }
        }
    }

    private void restart(String name) throws StartFailed {
        try (var shown = new PlainProgress(context.out())) {
            system.restart(name, shown);
        }
    }

    private void report(Crash crash) {
        var out = context.out();
        out.println();
        out.println(context.ink().bad("%s %s. The end of its log:".formatted(crash.part(), crash.how())));
        crash.logTail().forEach(line -> out.println("  | " + line));
        out.println(context.ink()
                .warning("The other parts go on. ./hilo restart %s brings it back.".formatted(crash.part())));
    }

    /** In a hook no other way of ending is open, and an ordered stop is no failure. */
    private void stopAndHalt() {
        stop();
        stopped.countDown();
        Runtime.getRuntime().halt(Exit.code());
    }

    private void stop() {
        if (!stopping.compareAndSet(false, true)) {
            return;
        }
        progress.close();
        note(Phase.STOPPING, Instant.now(context.clock()));
        context.out().println();
        try (var shown = context.progress()) {
            system.stop(shown);
        }
        LauncherState.forget(context.run());
        context.out().println("  Stopped.");
    }

    private void note(Phase phase, Instant since) {
        new LauncherState(self, phase, since, List.copyOf(system.names())).writeTo(context.run());
    }
}
