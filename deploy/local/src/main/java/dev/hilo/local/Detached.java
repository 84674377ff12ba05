package dev.hilo.local;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.hilo.local.process.ChildProcess;
import dev.hilo.local.process.JavaCommand;
import dev.hilo.local.process.Launch;
import dev.hilo.local.process.LogFollower;
import dev.hilo.local.running.LauncherState;

/** Starts a launcher in the background and shows what it says until the system is ready. */
final class Detached {

    private static final String LOG = "hilo";
    private static final Duration LOOK_AGAIN = Duration.ofMillis(150);

    private final Context context;

    Detached(Context context) {
        this.context = context;
    }

    int start(List<String> arguments) throws IOException, InterruptedException {
        var root = context.settings().root();
        var command = JavaCommand
                .options("-Xms16m", "-Xmx192m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Dhilo.root=" + root)
                .main(System.getProperty("java.class.path"), Hilo.class.getName(), arguments.toArray(String[]::new));
        var log = context.logs().rotate(LOG);
        var launcher = ChildProcess.start(LOG, Launch.of(command, folders(), root), log, null);
        var follower = new LogFollower(context.logs());
        while (!isReady(launcher)) {
            var ended = launcher.endsWithin(LOOK_AGAIN);
            show(follower);
            if (ended) {
                return launcher.exitCode();
            }
        }
        show(follower);
        return Exit.DONE;
    }

    /** It runs in another folder than we do, so what was said relative to ours is said in full. */
    private Map<String, String> folders() {
        return Map.of("HILO_HOME", context.settings().home().toString(), "HILO_PROGRAMS",
                context.settings().programs().toString());
    }

    private boolean isReady(ChildProcess launcher) {
        return LauncherState.running(context.run())
                .filter(state -> state.launcher().pid() == launcher.record().pid())
                .filter(state -> state.phase() == LauncherState.Phase.READY).isPresent();
    }

    private void show(LogFollower follower) {
        follower.poll(LOG, (name, line) -> context.out().println(line));
    }
}
