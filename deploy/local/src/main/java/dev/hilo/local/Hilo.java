package dev.hilo.local;

import dev.hilo.local.settings.SettingsProblem;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The launcher's entry: {@code ./hilo} finds the tools, builds what is out of date, and comes here with the verb. */
@Command(name = "hilo")
public final class Hilo {

    private Hilo() {
    }

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    private static int run(String... arguments) {
        try {
            return verbs(Context.of(System.getenv())).execute(arguments);
        } catch (SettingsProblem problem) {
            System.err.println(problem.getMessage());
            return Exit.FAILED;
        }
    }

    private static CommandLine verbs(Context context) {
        return new CommandLine(new Hilo())
                .addSubcommand(new UpCommand(context))
                .addSubcommand(new DownCommand(context))
                .addSubcommand(new StatusCommand(context))
                .addSubcommand(new LogsCommand(context))
                .addSubcommand(new RestartCommand(context))
                .addSubcommand(new TokenCommand(context))
                .addSubcommand(new EnvCommand(context))
                .addSubcommand(new SeedCommand(context))
                .setExecutionExceptionHandler((problem, command, parsed) -> {
                    System.err.println(problem.getMessage());
                    return Exit.FAILED;
                });
    }
}
