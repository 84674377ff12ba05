package dev.hilo.benchmark;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.hilo.local.settings.Port;
import dev.hilo.local.settings.Settings;

/** PostgreSQL's own load generator: how many of a transaction the bare database takes. */
final class Pgbench {

    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");
    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");

    private final Path program;

    private Pgbench(Path program) {
        this.program = program;
    }

    /** On the path, or where Debian keeps each version. */
    static Pgbench require() {
        return Stream.concat(path(), versions()).map(folder -> folder.resolve("pgbench"))
                .filter(Files::isExecutable).findFirst().map(Pgbench::new)
                .orElseThrow(() -> new BenchProblem("""
                        pgbench measures what the bare database can do, and there is none on the PATH.
                          Debian, Ubuntu: apt-get install postgresql
                          macOS:          brew install postgresql"""));
    }

    /** Transactions per second of a script, each of its statements prepared once in each connection. */
    double run(Settings settings, String database, String user, Path script, int connections, Duration time)
            throws IOException, InterruptedException {
        var threads = Math.min(connections, Runtime.getRuntime().availableProcessors());
        var command = List.of(program.toString(), "--no-vacuum", "--protocol=prepared",
                "--client=" + connections, "--jobs=" + threads, "--time=" + time.toSeconds(), "--file=" + script,
                "--host=127.0.0.1", "--port=" + settings.port(Port.POSTGRES), "--username=" + user, database);
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PGPASSWORD", user);
        var process = builder.start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new BenchProblem("pgbench failed:\n" + said.strip());
        }
        return rate(said).orElseThrow(() -> new BenchProblem("pgbench named no rate:\n" + said.strip()));
    }

    static Optional<Double> rate(String said) {
        var found = RATE.matcher(said);
        return found.find() ? Optional.of(Double.valueOf(found.group(1))) : Optional.empty();
    }

    private static Stream<Path> path() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(folder -> !folder.isBlank()).map(Path::of);
    }

    private static Stream<Path> versions() {
        if (!Files.isDirectory(DEBIAN)) {
            return Stream.empty();
        }
        try (DirectoryStream<Path> all = Files.newDirectoryStream(DEBIAN)) {
            var folders = new ArrayList<Path>();
            all.forEach(version -> folders.add(version.resolve("bin")));
            return folders.stream().sorted();
        } catch (IOException unreadable) {
            return Stream.empty();
        }
    }
}
