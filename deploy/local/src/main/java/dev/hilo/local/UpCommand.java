package dev.hilo.local;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;

import dev.hilo.local.running.LauncherState;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(name = "up", mixinStandardHelpOptions = true, description = "Starts the whole system and shows what it says until Ctrl-C.")
final class UpCommand implements Callable<Integer> {

    private final Context context;

    @Spec
    private @Nullable CommandSpec spec;
    @Option(names = "--fresh", description = "Forget all data first.")
    private boolean fresh;
    @Option(names = {"-d", "--detach"}, description = "Return when it is ready; ./hilo down stops it.")
    private boolean detach;
    @Option(names = "--only", split = ",", paramLabel = "PART", description = "Start only these parts.")
    private List<String> only = List.of();
    @Option(names = "--numbers", negatable = true, description = "Buy the demo numbers, or do not. By default they are "
            + "bought only from a carrier on this machine: elsewhere they cost money.")
    private @Nullable Boolean numbers;
    @Option(names = "--no-conversations", description = "No demo conversations on the first start.")
    private boolean noConversations;
    @Option(names = "--supervise", hidden = true)
    private boolean supervise;

    UpCommand(Context context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (LauncherState.running(context.run()).isPresent()) {
            context.out().println(Supervisor.alreadyRunning(context));
            return Exit.FAILED;
        }
        if (detach) {
            return new Detached(context).start(asSupervisor());
        }
        try {
            var parts = Parts.chosen(context.settings(), only);
            var demo = new Demo(context.settings(), numbers, !noConversations);
            return new Supervisor(context, parts, demo).holdUp(fresh, !supervise);
        } catch (IllegalArgumentException unknownPart) {
            throw new ParameterException(Objects.requireNonNull(spec).commandLine(),
                    String.valueOf(unknownPart.getMessage()));
        }
    }

    /** The same wish, for a launcher that nobody looks at. */
    private List<String> asSupervisor() {
        var arguments = new ArrayList<>(List.of("up", "--supervise"));
        if (fresh) {
            arguments.add("--fresh");
        }
        if (noConversations) {
            arguments.add("--no-conversations");
        }
        if (numbers != null) {
            arguments.add(numbers ? "--numbers" : "--no-numbers");
        }
        if (!only.isEmpty()) {
            arguments.add("--only=" + String.join(",", only));
        }
        return arguments;
    }
}
