package dev.hilo.local;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

import dev.hilo.local.process.LogFollower;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "logs", mixinStandardHelpOptions = true, description = "Shows the end of the logs, of all parts or of one.")
final class LogsCommand implements Callable<Integer> {

    private static final long LOOK_AGAIN_MILLIS = 200;

    private final Context context;

    @Parameters(arity = "0..1", paramLabel = "PART", description = "Its name, as ./hilo status shows it.")
    private String part = "";
    @Option(names = {"-f", "--follow"}, description = "Go on with new lines until Ctrl-C.")
    private boolean follow;
    @Option(names = {"-n", "--lines"}, defaultValue = "40", description = "How many lines of each (${DEFAULT-VALUE}).")
    private int lines;

    LogsCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws InterruptedException {
        var names = context.logs().names();
        if (!part.isEmpty() && !names.contains(part)) {
            context.out().println("There is no log of %s; there are: %s".formatted(part, String.join(", ", names)));
            return Exit.FAILED;
        }
        var wanted = part.isEmpty() ? names : List.of(part);
        var written = new LogLines(context.ink());
        var follower = new LogFollower(context.logs());
        for (var name : wanted) {
            follower.skipToEnd(name);
            context.logs().tail(name, lines).forEach(line -> context.out().println(written.of(name, line)));
        }
        while (follow) {
            wanted.forEach(name -> follower.poll(name, (from, line) -> context.out().println(written.of(from, line))));
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
        }
        return Exit.DONE;
    }
}
