package dev.hilo.benchmark;

import java.nio.file.Path;

import dev.hilo.local.settings.SettingsProblem;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The entry behind {@code ./hilo bench}. A new benchmark is one class, named in {@link #all}. */
@Command(name = "hilo bench", mixinStandardHelpOptions = true, description = "How fast this build is on this machine.", synopsisSubcommandLabel = "NAME")
public final class Benchmarks {

    private Benchmarks() {
    }

    public static void main(String[] arguments) {
        System.exit(all(Path.of(System.getProperty("hilo.root", "."))).execute(arguments));
    }

    static CommandLine all(Path root) {
        return new CommandLine(new Benchmarks())
                .addSubcommand(new SendBench(root))
                .addSubcommand(new FanoutBench(root))
                .addSubcommand(new IntakeBench(root))
                .addSubcommand(new DrainBench(root))
                .addSubcommand(new UiBench(root))
                .addSubcommand(new SearchBench(root))
                .setExecutionExceptionHandler((problem, command, parsed) -> {
                    if (problem instanceof BenchProblem || problem instanceof SettingsProblem) {
                        System.err.println(problem.getMessage());
                        return CommandLine.ExitCode.SOFTWARE;
                    }
                    throw problem;
                });
    }
}
