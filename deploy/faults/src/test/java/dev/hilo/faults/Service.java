package dev.hilo.faults;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The fault build of the messaging service as a process, always at the same address. */
final class Service {

    private static final Path HOME = Path.of("target", "quarkus-app", "quarkus-run.jar");
    /** Of all its lives; it stays for who wants to know how a test failed. */
    private static final Path LOG = Path.of("target", "service.log");
    private static final Duration START = Duration.ofSeconds(60);

    /** What the service does in its first life. */
    interface Rehearsal {
        void play() throws IOException, InterruptedException;
    }

    private final Path folder;
    private final Path order;
    private final Path log;
    private final Path learnt;
    private final Map<String, String> settings;
    private final int port;
    private final HttpClient client = HttpClient.newHttpClient();
    private Process process;
    private int starts;
    private Duration starting = Duration.ZERO;

    Service(Path folder, Map<String, String> settings) throws IOException {
        this.folder = folder;
        this.order = folder.resolve("order");
        this.log = LOG;
        Files.deleteIfExists(log);
        this.learnt = folder.resolve("service.aot");
        this.settings = settings;
        try (var socket = new ServerSocket(0)) {
            this.port = socket.getLocalPort();
        }
    }

    String base() {
        return "http://127.0.0.1:" + port;
    }

    int starts() {
        return starts;
    }

    /** How long all its starts took. */
    Duration starting() {
        return starting;
    }

    boolean alive() {
        return process != null && process.isAlive();
    }

    /** Starts for the first time, stops as it should, and keeps what the JDK has learnt for all later starts. */
    void rehearse(Rehearsal rehearsal) throws IOException, InterruptedException {
        launch("-XX:AOTCacheOutput=" + learnt, Map.of());
        rehearsal.play();
        process.destroy();
        var _ = process.waitFor();
    }

    void start() throws IOException, InterruptedException {
        start(Map.of());
    }

    /** @param more settings for this life only */
    void start(Map<String, String> more) throws IOException, InterruptedException {
        var began = System.nanoTime();
        launch("-XX:AOTCache=" + learnt, more);
        starts++;
        starting = starting.plusNanos(System.nanoTime() - began);
    }

    private void launch(String learning, Map<String, String> more) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC", "-Xmx192m", learning, "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow", "-Dquarkus.http.port=" + port,
                "-Dhilo.failpoints=" + order));
        settings.forEach((name, value) -> command.add("-D" + name + "=" + more.getOrDefault(name, value)));
        command.addAll(List.of("-jar", HOME.toString()));
        process = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
        var until = System.nanoTime() + START.toNanos();
        while (!ready()) {
            if (process.waitFor(50, TimeUnit.MILLISECONDS) || System.nanoTime() > until) {
                throw new IllegalStateException("the service did not start: " + log.toAbsolutePath());
            }
        }
    }

    /**
     * From now on it dies when it passes the place for the n-th time.
     *
     * @param always also when the step there had nothing to do
     */
    void dieAt(String place, int n, boolean always) throws IOException {
        var written = Files.writeString(folder.resolve("order.new"), place + " " + n + (always ? " always" : " busy"));
        var _ = Files.move(written, order, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    void liveOn() throws IOException {
        Files.deleteIfExists(order);
    }

    boolean diedWithin(Duration time) throws InterruptedException {
        return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    int exitCode() {
        return process.exitValue();
    }

    /** SIGTERM: it may finish what it has begun. */
    void stop() {
        process.destroy();
    }

    /** SIGKILL, from outside, whatever it is doing. */
    void kill() throws InterruptedException {
        var _ = process.destroyForcibly().waitFor();
    }

    void close() throws InterruptedException {
        if (alive()) {
            kill();
        }
    }

    private boolean ready() throws InterruptedException {
        try {
            return client.send(HttpRequest.newBuilder(URI.create(base() + "/q/health/ready"))
                    .timeout(Duration.ofSeconds(2)).build(), BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }
}
