package dev.hilo.local;

import java.time.Duration;
import java.util.concurrent.Callable;

import dev.hilo.local.process.Ending;
import dev.hilo.local.running.LauncherState;
import picocli.CommandLine.Command;

@Command(name = "down", mixinStandardHelpOptions = true, description = "Stops everything in order, also from another terminal.")
final class DownCommand implements Callable<Integer> {

    /** All tiers one after the other, each part taking its whole time. */
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Context context;

    DownCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() {
        var running = LauncherState.running(context.run());
        running.ifPresent(state -> {
            context.out().println("Stopping Hilo ...");
            var outcome = Ending.end(state.launcher(), LIMIT);
            if (outcome == Ending.Outcome.KILLED) {
                context.out().println("The launcher did not stop in time and was killed.");
            }
        });
        var leftovers = new Leftovers(context).stop();
        LauncherState.forget(context.run());
        context.out().println(running.isPresent() || leftovers ? "Stopped." : "Hilo is not running.");
        return Exit.DONE;
    }
}
