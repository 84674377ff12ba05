package dev.hilo.benchmark;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.hilo.local.process.Ending;
import dev.hilo.local.process.Http;
import dev.hilo.local.process.LogFiles;
import dev.hilo.local.process.Programs;
import dev.hilo.local.process.RunFolder;
import dev.hilo.local.running.LocalSystem;
import dev.hilo.local.running.Part;
import dev.hilo.local.running.PlainProgress;
import dev.hilo.local.running.StartFailed;
import dev.hilo.local.settings.Port;
import dev.hilo.local.settings.Settings;

/**
 * The parts that one benchmark needs, started as {@code ./hilo up} starts them, on free ports and with data of their own
 * that are forgotten at the next run.
 */
final class TestBed implements AutoCloseable {

    private final Settings settings;
    private final RunFolder run;
    private final LocalSystem system;
    private final AtomicBoolean stopped = new AtomicBoolean();

    private TestBed(Settings settings, RunFolder run, List<Part> parts) {
        this.settings = settings;
        this.run = run;
        this.system = new LocalSystem(parts, run, new LogFiles(settings.home()),
                crash -> System.err.println("  " + crash.part() + " " + crash.how()));
    }

    /**
     * @param options of the services, by the names of the environment: {@code HILO_MESSAGING_JAVA_OPTS}
     * @param parts what is to be started, of these settings
     */
    static TestBed start(Path root, Map<String, String> options, Function<Settings, List<Part>> parts) {
        var settings = settings(root, options);
        var run = new RunFolder(settings.home());
        if (!run.lock()) {
            throw new BenchProblem("Another benchmark runs in " + settings.home());
        }
        var chosen = parts.apply(settings);
        endLeftovers(run, chosen);
        forget(settings.home());
        var bed = new TestBed(settings, new RunFolder(settings.home()), chosen);
        // However it ends, also by Ctrl-C: what was started is stopped.
        Runtime.getRuntime().addShutdownHook(new Thread(bed::close, "stop"));
        try {
            bed.system.start(new PlainProgress(System.err));
        } catch (StartFailed failed) {
            failed.logTail().forEach(line -> System.err.println("  | " + line));
            throw new BenchProblem(String.valueOf(failed.getMessage()), failed);
        }
        return bed;
    }

    Settings settings() {
        return settings;
    }

    ProcessHandle process(String part) {
        return run.part(part).flatMap(record -> record.process())
                .orElseThrow(() -> new BenchProblem(part + " does not run any more; its log is in " + settings.home()));
    }

    /** As the owner of one of our databases. */
    Connection database(String name, String owner) {
        return connect(settings.jdbcUrl(name), owner, owner);
    }

    Connection administrator() {
        return administrator("postgres");
    }

    Connection administrator(String database) {
        return connect(settings.jdbcUrl(database), "postgres", settings.secrets().get("postgres"));
    }

    /** One call of the simulator's control API. */
    @CanIgnoreReturnValue
    String control(String path, String json) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(settings.url(Port.SIMULATOR) + "/control/" + path))
                .timeout(Duration.ofSeconds(10));
        var answer = Http.CLIENT.send((json.isEmpty() ? request.GET() : request.POST(BodyPublishers.ofString(json)))
                .build(), BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new BenchProblem("The simulator refused /control/%s: %s".formatted(path, answer.body()));
        }
        return answer.body();
    }

    @Override
    public void close() {
        if (stopped.compareAndSet(false, true)) {
            system.stop(new PlainProgress(System.err));
        }
    }

    private static Settings settings(Path root, Map<String, String> options) {
        var environment = new HashMap<>(System.getenv());
        environment.putAll(options);
        // Beside the data of ./hilo up, which may run at the same time; its carrier must not be a real one.
        var home = Settings.of(root, environment).home().resolve("bench");
        environment.put("HILO_HOME", home.toString());
        environment.remove("BULKVS_API_BASE");
        var ports = freePorts(Port.values().length).iterator();
        for (var port : Port.values()) {
            environment.put(port.variable(), ports.next().toString());
        }
        return Settings.of(root, environment);
    }

    /** All are held until the last is found, so that none is found twice. */
    private static List<Integer> freePorts(int count) {
        var sockets = new ArrayList<ServerSocket>();
        try {
            for (var i = 0; i < count; i++) {
                sockets.add(new ServerSocket(0));
            }
            return sockets.stream().map(ServerSocket::getLocalPort).toList();
        } catch (IOException none) {
            throw new BenchProblem("No free port", none);
        } finally {
            sockets.forEach(TestBed::release);
        }
    }

    private static void release(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException lost) {
            throw new BenchProblem("A port could not be given back", lost);
        }
    }

    /** Of a run that was killed. */
    private static void endLeftovers(RunFolder run, List<Part> parts) {
        parts.stream().sorted(Comparator.comparing(Part::tier)).forEach(part -> run.part(part.name())
                .filter(record -> record.process().isPresent())
                .ifPresent(record -> {
                    var _ = Ending.end(record, part.stopLimit());
                }));
    }

    private static void forget(Path home) {
        try {
            for (var data : List.of("postgres", "kafka", "media", "simulator.json")) {
                Programs.delete(home.resolve(data));
            }
        } catch (IOException stuck) {
            throw new BenchProblem("The data of the last run could not be deleted: " + stuck.getMessage(), stuck);
        }
    }

    private static Connection connect(String url, String user, String password) {
        try {
            return DriverManager.getConnection(url, user, password);
        } catch (SQLException refused) {
            throw new BenchProblem("PostgreSQL does not answer: " + refused.getMessage(), refused);
        }
    }
}
