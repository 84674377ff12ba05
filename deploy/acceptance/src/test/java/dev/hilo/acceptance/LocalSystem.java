package dev.hilo.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * Hilo on this machine, on ports and with data of its own, started and stopped by the launcher like a newcomer's.
 * Nothing in it is replaced; the carrier is the simulator unless the environment names another.
 */
final class LocalSystem {

    private static final Path REPOSITORY = Path.of(System.getProperty("hilo.repository"));
    private static final Duration START = Duration.ofMinutes(6);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final Path home;
    private final Map<String, String> settings = new HashMap<>();

    private LocalSystem(Path home) throws IOException {
        this.home = home;
        settings.put("HILO_HOME", home.toString());
        for (var part : List.of("GATEWAY", "MESSAGING", "PROVISIONING", "INGEST", "SIMULATOR", "OIDC", "POSTGRES",
                "KAFKA")) {
            settings.put("HILO_" + part + "_PORT", String.valueOf(freePort()));
        }
    }

    /** A system that has never run: its data folder is the test run's own. */
    static LocalSystem fresh() throws IOException {
        return new LocalSystem(Files.createDirectories(REPOSITORY.resolve("deploy/acceptance/target/hilo-home")));
    }

    /** Starts what is not running and waits until all of it is ready. */
    void up(Map<String, String> moreSettings) throws IOException, InterruptedException {
        hilo(START, moreSettings, "up", "--detach");
    }

    void down() throws IOException, InterruptedException {
        hilo(Duration.ofMinutes(2), Map.of(), "down");
    }

    String token(String user) {
        try {
            return hilo(Duration.ofSeconds(60), Map.of(), "token", user).strip();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** @param part a service as the port variables name it: {@code GATEWAY}, {@code INGEST}, … */
    String url(String part) {
        return "http://localhost:" + settings.get("HILO_" + part + "_PORT");
    }

    HttpResponse<String> get(String url, String... headers) {
        return send(HttpRequest.newBuilder(URI.create(url)).GET(), headers);
    }

    HttpResponse<String> post(String url, String json, String... headers) {
        return send(HttpRequest.newBuilder(URI.create(url)).header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json)), headers);
    }

    /** What the simulator was asked to send, oldest first. */
    List<JsonNode> sentToCarrier() {
        return elements(get(url("SIMULATOR") + "/control/sent").body());
    }

    static List<JsonNode> elements(String json) {
        return json(json).valueStream().toList();
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException notJson) {
            throw new AssertionError("not JSON: " + text, notJson);
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder request, String... headers) {
        for (var i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            return http.send(request.timeout(Duration.ofSeconds(15)).build(), BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private String hilo(Duration patience, Map<String, String> moreSettings, String... words)
            throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(REPOSITORY.resolve("hilo").toString());
        command.addAll(List.of(words));
        var out = Files.createTempFile(home, "hilo-" + words[0], ".out");
        var process = new ProcessBuilder(command).directory(REPOSITORY.toFile())
                .redirectOutput(out.toFile()).redirectErrorStream(!words[0].equals("token"));
        process.environment().putAll(settings);
        process.environment().putAll(moreSettings);
        // The modules are packaged when these tests run; the script must not start a build inside the build.
        process.environment().put("HILO_BUILD", "off");
        var running = process.start();
        if (!running.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
            running.destroy();
            throw new AssertionError("./hilo " + words[0] + " took longer than " + patience + ":\n"
                    + Files.readString(out));
        }
        if (running.exitValue() != 0) {
            throw new AssertionError("./hilo " + words[0] + " failed:\n" + Files.readString(out));
        }
        return Files.readString(out);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
