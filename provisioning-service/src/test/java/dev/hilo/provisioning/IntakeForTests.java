package dev.hilo.provisioning;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/**
 * The intake's door as far as this service knows it: a post or a question with a token that it knows is taken, any other
 * is not. What it knows, and what came, is asked over HTTP, for tests live in another class loader.
 */
public final class IntakeForTests implements QuarkusTestResourceLifecycleManager {

    private static final String DOOR = "/webhooks/bulkvs";

    private final List<String> tokens = new CopyOnWriteArrayList<>(List.of(Canary.WEBHOOK_TOKEN));
    private final List<String> posts = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.createContext(DOOR, this::door);
        server.createContext("/control/tokens", this::tokens);
        server.createContext("/control/posts", this::posts);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        var address = "http://127.0.0.1:" + server.getAddress().getPort();
        return Map.of("test.intake", address, "quarkus.rest-client.intake.url", address, "hilo.webhook.base-url",
                address);
    }

    @Override
    public void stop() {
        server.stop(0);
    }

    private void door(HttpExchange exchange) throws IOException {
        var query = exchange.getRequestURI().getQuery();
        var token = query == null ? "" : query.replaceFirst("^token=", "");
        var taken = tokens.contains(token);
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(tokens.contains("busy") ? 429 : taken ? 204 : 401, -1);
        } else {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            posts.add((taken ? "200 " : "401 ") + token + " " + body.replace('\n', ' '));
            answer(exchange, taken ? 200 : 401, "{\"ok\":true}");
        }
        exchange.close();
    }

    /** A PUT adds to what it knows; a POST begins anew. */
    private void tokens(HttpExchange exchange) throws IOException {
        var lines = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (exchange.getRequestMethod().equals("POST")) {
            tokens.clear();
            posts.clear();
        }
        tokens.addAll(lines.lines().toList());
        answer(exchange, 200, "");
        exchange.close();
    }

    private void posts(HttpExchange exchange) throws IOException {
        answer(exchange, 200, String.join("\n", posts));
        exchange.close();
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
