package dev.hilo.acceptance;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One more instance of a service beside the launcher's, over the same stores and always at the same address. */
final class Instance {

    private static final Duration START = Duration.ofMinutes(2);
    /** Less than a cluster gives (terminationGracePeriodSeconds) without the pause before it. */
    private static final Duration GRACE = Duration.ofSeconds(37);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static final int LAST_WORDS = 60;

    /**
     * How a process ended that was asked to.
     *
     * @param lastWords the end of its log
     */
    record Ended(int exit, Duration after, String lastWords) {
    }

    private final Path jar;
    private final Path folder;
    private final Path log;
    private final Map<String, String> env;
    private final int port;
    private final Thread end = new Thread(this::endNow);
    private Process process;

    private Instance(LocalSystem hilo, String module, Map<String, String> settings)
            throws IOException, InterruptedException {
        this.jar = LocalSystem.packaged(module);
        this.folder = Files.createDirectories(hilo.home().resolve("work").resolve(module + "-2"));
        this.log = hilo.home().resolve("logs").resolve(module + "-2.log");
        this.env = new HashMap<>(hilo.env());
        env.putAll(settings);
        try (var socket = new ServerSocket(0)) {
            this.port = socket.getLocalPort();
        }
        env.put("HTTP_PORT", Integer.toString(port));
        env.put("HTTP_HOST", "127.0.0.1");
        Runtime.getRuntime().addShutdownHook(end);
    }

    /** @param settings what the launcher was told beside its own */
    static Instance ofMessaging(LocalSystem hilo, Map<String, String> settings)
            throws IOException, InterruptedException {
        var all = new HashMap<>(settings);
        all.put("DATABASE_URL", "postgresql://127.0.0.1:" + hilo.port("POSTGRES") + "/messaging");
        all.put("DATABASE_USER", "messaging");
        all.put("DATABASE_PASSWORD", "messaging");
        return new Instance(hilo, "messaging-service", all);
    }

    static Instance ofGateway(LocalSystem hilo) throws IOException, InterruptedException {
        return new Instance(hilo, "chat-gateway", Map.of());
    }

    URI address() {
        return URI.create("http://localhost:" + port);
    }

    /** @return how long it took to be ready */
    Duration start() throws IOException, InterruptedException {
        var began = System.nanoTime();
        // As the launcher starts the first one.
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-Xms48m", "-Xmx256m",
                "-XX:+UseSerialGC", "-Xss512k", "-XX:ReservedCodeCacheSize=96m", "-XX:+ExitOnOutOfMemoryError",
                LocalSystem.FIRST_COMPILER,
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager", "-jar", jar.toString()));
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(env);
        process = builder.start();
        while (!ready()) {
            if (process.waitFor(200, TimeUnit.MILLISECONDS) || System.nanoTime() - began > START.toNanos()) {
                throw new IllegalStateException("a second " + jar + " did not start: " + log);
            }
        }
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /** SIGKILL, whatever it is doing. */
    void kill() throws InterruptedException {
        var _ = process.destroyForcibly().waitFor();
    }

    /** SIGTERM, as an orderly roll-out sends it. */
    Ended stop() throws IOException, InterruptedException {
        if (!process.isAlive()) {
            throw new AssertionError("%s had ended by itself, with %d, before it was asked to; the end of its log:%n%s"
                    .formatted(jar, process.exitValue(), lastWords()));
        }
        var began = System.nanoTime();
        process.destroy();
        if (!process.waitFor(GRACE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError(jar + " has not ended " + GRACE + " after it was asked to: " + lastWords());
        }
        return new Ended(process.exitValue(), Duration.ofNanos(System.nanoTime() - began), lastWords());
    }

    private String lastWords() throws IOException {
        var lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_WORDS), lines.size()));
    }

    void close() throws InterruptedException {
        if (process != null && process.isAlive()) {
            process.destroy();
            if (!process.waitFor(15, TimeUnit.SECONDS)) {
                kill();
            }
        }
        Runtime.getRuntime().removeShutdownHook(end);
    }

    private void endNow() {
        if (process != null) {
            var _ = process.destroyForcibly();
        }
    }

    private boolean ready() throws InterruptedException {
        try {
            return HTTP.send(HttpRequest.newBuilder(address().resolve("/q/health/ready"))
                    .timeout(Duration.ofSeconds(2)).build(), BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }
}
