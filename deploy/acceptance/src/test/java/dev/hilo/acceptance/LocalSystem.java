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
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import static org.awaitility.Awaitility.await;

/**
 * Hilo on this machine, on ports and with data of its own, started and stopped by the launcher like a newcomer's.
 * Nothing in it is replaced; the carrier is the simulator unless the environment names another.
 */
final class LocalSystem {

    private static final Path REPOSITORY = Path.of(System.getProperty("hilo.repository"));
    private static final Duration START = Duration.ofMinutes(6);
    private static final int PAGE = 2_000;
    private static final List<String> PARTS = List.of("GATEWAY", "MESSAGING", "PROVISIONING", "INGEST", "SIMULATOR",
            "OIDC",
            "POSTGRES", "KAFKA", "KAFKA_CONTROLLER");
    private static final List<String> JVMS = List.of("GATEWAY", "MESSAGING", "PROVISIONING", "INGEST", "KAFKA");
    /** Most of a short life would be spent on the second one, at the cost of everything else on two processors. */
    static final String FIRST_COMPILER = "-XX:TieredStopAtLevel=1";
    private static final Pattern EXPORT = Pattern.compile("export (\\w+)='(.*)'");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5)).build();
    private final Path home;
    private final Map<String, String> settings = new HashMap<>();
    private final List<String> options;
    private boolean began;

    private LocalSystem(Path home, List<String> options) throws IOException {
        this.home = home;
        this.options = options;
        settings.put("HILO_HOME", home.toString());
        var ports = freePorts(PARTS.size()).iterator();
        for (var part : PARTS) {
            settings.put("HILO_" + part + "_PORT", String.valueOf(ports.next()));
        }
    }

    /**
     * A system that has never run.
     *
     * @param name of its data folder, one for each test class
     * @param options of {@code ./hilo up}
     */
    static LocalSystem fresh(String name, String... options) throws IOException {
        var homes = REPOSITORY.resolve("deploy/acceptance/target/homes");
        return new LocalSystem(Files.createDirectories(homes.resolve(name)), List.of(options));
    }

    /** Starts what is not running and waits until all of it is ready; the first time without any data. */
    void up(Map<String, String> moreSettings) throws IOException, InterruptedException {
        var all = new HashMap<>(moreSettings);
        JVMS.forEach(part -> all.merge("HILO_" + part + "_JAVA_OPTS", FIRST_COMPILER,
                (theirs, ours) -> ours + " " + theirs));
        if (began) {
            hilo(START, all, "up", "--detach");
        } else {
            began = true;
            hilo(START, all, Stream.concat(Stream.of("up", "--detach", "--fresh"), options.stream())
                    .toArray(String[]::new));
        }
    }

    /** Ends a part, if it still runs, and starts it again. */
    void restart(String part) throws IOException, InterruptedException {
        hilo(Duration.ofMinutes(2), Map.of(), "restart", part);
    }

    /** Invented conversations, over the numbers that there are. */
    void seed(int threads, int messages) throws IOException, InterruptedException {
        hilo(Duration.ofMinutes(2), Map.of(), "seed", "--threads", String.valueOf(threads), "--messages",
                String.valueOf(messages), "--numbers", "2");
    }

    /** Every setting, as {@code ./hilo env} tells it to the shell. */
    Map<String, String> env() throws IOException, InterruptedException {
        var all = new HashMap<String, String>();
        for (var line : hilo(Duration.ofSeconds(60), Map.of(), "env").lines().toList()) {
            var setting = EXPORT.matcher(line);
            if (setting.matches()) {
                all.put(setting.group(1), setting.group(2).replace("'\\''", "'"));
            }
        }
        return all;
    }

    /** The process of a part, as the launcher has written it down. */
    ProcessHandle process(String part) throws IOException {
        var record = json(Files.readString(home.resolve("run/parts/" + part + ".json")));
        return ProcessHandle.of(record.path("pid").asLong()).orElseThrow();
    }

    /** What has been packaged, as the launcher starts it. */
    static Path packaged(String module) {
        return REPOSITORY.resolve(module).resolve("target/quarkus-app/quarkus-run.jar");
    }

    Path home() {
        return home;
    }

    void down() throws IOException, InterruptedException {
        hilo(Duration.ofMinutes(2), Map.of(), "down");
    }

    /** An access token as {@code ./hilo token} fetches it, without starting a program for each. */
    String token(String user) {
        var answer = send(HttpRequest.newBuilder(URI.create(url("OIDC") + "/realms/hilo/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers
                        .ofString("grant_type=password&client_id=hilo-cli&scope=openid&username=%1$s&password=%1$s"
                                .formatted(user))));
        if (answer.statusCode() != 200) {
            throw new AssertionError("no token for " + user + ": " + answer.body());
        }
        return json(answer.body()).path("access_token").asText();
    }

    /** As {@link #token}, by the launcher: what a person at a terminal does. */
    String tokenByHand(String user) throws IOException, InterruptedException {
        return hilo(Duration.ofSeconds(60), Map.of(), "token", user).strip();
    }

    /** @param part a service as the port variables name it: {@code GATEWAY}, {@code INGEST}, … */
    String url(String part) {
        return "http://localhost:" + port(part);
    }

    String port(String part) {
        return settings.get("HILO_" + part + "_PORT");
    }

    HttpResponse<String> get(String url, String... headers) {
        return send(HttpRequest.newBuilder(URI.create(url)).GET(), headers);
    }

    HttpResponse<String> post(String url, String json, String... headers) {
        return send(HttpRequest.newBuilder(URI.create(url)).header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json)), headers);
    }

    HttpResponse<String> put(String url, String json, String... headers) {
        return send(HttpRequest.newBuilder(URI.create(url)).header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(json)), headers);
    }

    HttpResponse<String> delete(String url, String... headers) {
        return send(HttpRequest.newBuilder(URI.create(url)).DELETE(), headers);
    }

    /** What the carrier took, oldest first. */
    List<JsonNode> sentToCarrier() {
        var all = new ArrayList<JsonNode>();
        List<JsonNode> page;
        do {
            var after = all.isEmpty() ? 0 : all.getLast().path("n").asLong();
            page = elements(get(url("SIMULATOR") + "/control/sent?limit=%d&after=%d".formatted(PAGE, after)).body());
            all.addAll(page);
        } while (page.size() == PAGE);
        return all;
    }

    /** What the carrier took for one customer, oldest first. */
    List<JsonNode> sentTo(String customer) {
        return sentToCarrier().stream()
                .filter(sent -> sent.path("request").path("To").path(0).asText().equals(customer.substring(1)))
                .toList();
    }

    List<String> textsSentTo(String customer) {
        return sentTo(customer).stream().map(sent -> sent.path("request").path("Message").asText()).toList();
    }

    /** A webhook, again for as long as the intake asks for patience (503), as the carrier does. */
    HttpResponse<String> carrierPosts(String body) {
        return await().atMost(Duration.ofMinutes(1)).pollDelay(Duration.ZERO).pollInterval(Duration.ofSeconds(1))
                .until(() -> post(url("INGEST") + "/webhooks/bulkvs?token=dev-webhook-secret", body),
                        answer -> answer.statusCode() != 503);
    }

    /** A text from a customer's phone. */
    void customerWrites(String from, String to, String text) {
        control("inbound", Map.of("from", from, "to", to, "text", text));
    }

    /** Leaves an empty desk; there are fewer than two hundred conversations. */
    void closeConversations() {
        var manager = new String[]{"Authorization", "Bearer " + token("marta")};
        for (var thread : elements(get(url("GATEWAY") + "/api/threads?filter=all&limit=200", manager).body())) {
            var answer = put(url("GATEWAY") + "/api/threads/" + thread.path("id").asText() + "/state",
                    text(Map.of("state", "closed")), manager);
            if (answer.statusCode() != 200) {
                throw new AssertionError("not closed: " + answer.body());
            }
        }
    }

    /** How many closed conversations somebody sees. */
    int closedFor(String user) {
        return elements(get(url("GATEWAY") + "/api/threads?filter=closed&limit=200", "Authorization",
                "Bearer " + token(user)).body()).size();
    }

    /** Tells the carrier's simulator what to do. */
    void control(String what, Map<String, ?> how) {
        var answer = post(url("SIMULATOR") + "/control/" + what, text(how));
        if (answer.statusCode() / 100 != 2) {
            throw new AssertionError("/control/" + what + ": " + answer.body());
        }
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

    static String text(Object json) {
        try {
            return JSON.writeValueAsString(json);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
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

    /** All are held until the last is found, so that none is found twice. */
    private static List<Integer> freePorts(int count) throws IOException {
        var held = new ArrayList<ServerSocket>();
        try {
            while (held.size() < count) {
                held.add(new ServerSocket(0));
            }
            return held.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (var socket : held) {
                socket.close();
            }
        }
    }
}
