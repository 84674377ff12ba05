package dev.hilo.local;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

import dev.hilo.local.running.LauncherState;
import dev.hilo.local.running.Progress;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "restart", mixinStandardHelpOptions = true, description = "Stops one part and starts it again, built anew if its sources changed; also brings back one that "
        + "crashed.")
final class RestartCommand implements Callable<Integer> {

    private static final Duration LIMIT = Duration.ofMinutes(4);
    private static final long LOOK_AGAIN_MILLIS = 100;

    private final Context context;

    @Parameters(paramLabel = "PART", description = "Its name, as ./hilo status shows it.")
    private String part = "";

    RestartCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        var running = LauncherState.running(context.run());
        if (running.isEmpty()) {
            context.out().println("Hilo is not running.");
            return Exit.NOT_RUNNING;
        }
        if (!running.get().parts().contains(part)) {
            context.out().println("There is no part %s; there are: %s".formatted(part,
                    String.join(", ", running.get().parts())));
            return Exit.FAILED;
        }
        var began = System.nanoTime();
        RestartRequest.ask(context.run(), part);
        while (System.nanoTime() - began < LIMIT.toNanos()) {
            var answer = RestartRequest.answered(context.run(), part);
            if (answer.isPresent()) {
                return tell(answer.get(), Duration.ofNanos(System.nanoTime() - began));
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
        }
        context.out().println("The launcher does not answer.");
        return Exit.FAILED;
    }

    private int tell(RestartRequest.Answer answer, Duration took) {
        if (answer.problem().isEmpty()) {
            context.out().println("%s is ready again after %s.".formatted(part, Progress.seconds(took)));
            return Exit.DONE;
        }
        context.out().println(context.ink().bad(answer.problem()));
        return Exit.FAILED;
    }
}
