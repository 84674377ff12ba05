package dev.hilo.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.hilo.simulator.wire.Json;

/** Calls the simulator as the services do: plain HTTP. */
public final class Client implements AutoCloseable {

    private static final String BASIC = "Basic "
            + Base64.getEncoder().encodeToString("hilo:hilo-secret".getBytes(StandardCharsets.UTF_8));

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String base;

    public record Reply(int status, String body, HttpResponse<String> raw) {

        public JsonNode json() {
            return Json.parse(body);
        }
    }

    public Client(Simulator carrier) {
        this.base = carrier.baseUrl();
    }

    @CanIgnoreReturnValue
    public Reply api(String method, String pathAndQuery, Object... body) {
        return call(method, "/api/v1.0/" + pathAndQuery, body.length == 0 ? "" : text(body[0]),
                Map.of("Authorization", BASIC));
    }

    @CanIgnoreReturnValue
    public Reply send(String from, String to, String text) {
        return api("POST", "messageSend", Map.of("From", from, "To", new String[]{to}, "Message", text));
    }

    @CanIgnoreReturnValue
    public Reply control(String method, String path, Object... body) {
        return call(method, "/control/" + path, body.length == 0 ? "" : text(body[0]), Map.of());
    }

    @CanIgnoreReturnValue
    public Reply call(String method, String path, String body, Map<String, String> headers) {
        try {
            return exchange(method, path, body, headers, Duration.ofSeconds(5));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** As {@link #api}, but lets a broken connection through. */
    @CanIgnoreReturnValue
    public Reply risky(String path, Object body, Duration patience) throws IOException {
        return exchange("POST", "/api/v1.0/" + path, text(body), Map.of("Authorization", BASIC), patience);
    }

    private Reply exchange(String method, String path, String body, Map<String, String> headers, Duration patience)
            throws IOException {
        var request = HttpRequest.newBuilder(URI.create(base + path)).timeout(patience)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        headers.forEach(request::header);
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        try {
            var response = http.send(request.build(), BodyHandlers.ofString());
            return new Reply(response.statusCode(), response.body(), response);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static String text(Object body) {
        return body instanceof String already ? already : Json.text(Json.tree(body));
    }

    @Override
    public void close() {
        http.close();
    }
}
