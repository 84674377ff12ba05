package dev.hilo.benchmark;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.google.errorprone.annotations.CanIgnoreReturnValue;

/** A program of {@code dev.hilo.benchmark.fanout} in a JVM of its own, with the libraries of the packaged gateway. */
final class Program implements AutoCloseable {

    private final String name;
    private final Process process;
    private final BufferedReader out;

    private Program(String name, Process process) {
        this.name = name;
        this.process = process;
        this.out = process.inputReader(StandardCharsets.UTF_8);
    }

    /** @param memory {@code -Xmx} */
    static Program start(Path root, Path logs, Class<?> main, String memory, List<String> arguments) {
        var gateway = root.resolve("chat-gateway/target/quarkus-app/lib");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xms48m", "-Xmx" + memory,
                "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                String.join(File.pathSeparator, root.resolve("deploy/benchmark/target/hilo-benchmark.jar").toString(),
                        gateway.resolve("main") + "/*", gateway.resolve("boot") + "/*"),
                main.getName()));
        command.addAll(arguments);
        try {
            return new Program(main.getSimpleName(), new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.appendTo(
                            logs.resolve(main.getSimpleName() + ".log").toFile()))
                    .start());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    ProcessHandle process() {
        return process.toHandle();
    }

    /** What a program measured. */
    record Told(Map<String, String> pairs) {

        String text(String name) {
            var value = pairs.get(name);
            if (value == null) {
                throw new BenchProblem("Nothing was told of " + name);
            }
            return value;
        }

        long number(String name) {
            return Long.parseLong(text(name));
        }

        double decimal(String name) {
            return Double.parseDouble(text(name));
        }
    }

    /** The next line of {@code name=value} pairs; whatever else a library prints is passed over. */
    @CanIgnoreReturnValue
    Told told() throws IOException {
        for (var line = out.readLine(); line != null; line = out.readLine()) {
            if (line.matches("([a-z0-9]+=\\S+ ?)+")) {
                Map<String, String> pairs = new HashMap<>();
                Arrays.stream(line.split(" ", -1)).map(pair -> pair.split("=", 2))
                        .forEach(pair -> pairs.put(pair[0], pair[1]));
                return new Told(pairs);
            }
        }
        throw new BenchProblem(name + " ended without a result; its log is beside the others");
    }

    @CanIgnoreReturnValue
    Told ask(String line) throws IOException {
        var in = process.outputWriter(StandardCharsets.UTF_8);
        in.write(line + "\n");
        in.flush();
        return told();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
