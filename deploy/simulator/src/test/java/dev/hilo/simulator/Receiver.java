package dev.hilo.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.hilo.simulator.wire.Json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The other end of a webhook, and a web server with pictures: keeps what came, answers what it is told to. */
public final class Receiver implements AutoCloseable {

    private final HttpServer server;
    private final List<Post> posts = new CopyOnWriteArrayList<>();
    private final Queue<Integer> answers = new ConcurrentLinkedQueue<>();

    /** @param contentType the header, exactly */
    public record Post(String contentType, String body) {

        public JsonNode json() {
            return Json.parse(body);
        }

        /** {@code Message}, decoded once. */
        public String message() {
            return URLDecoder.decode(json().path("Message").asText(), StandardCharsets.UTF_8);
        }

        public boolean isReceipt() {
            return message().startsWith("id:");
        }
    }

    public Receiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
        server.createContext("/", this::handle);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/webhooks?token=secret-token";
    }

    public String picture() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/picture.png";
    }

    /** The statuses of the next answers; 200 after them. */
    public void answersNext(Integer... statuses) {
        answers.addAll(List.of(statuses));
    }

    public List<Post> posts() {
        return posts;
    }

    @CanIgnoreReturnValue
    public List<Post> waitFor(int count) {
        await().atMost(Duration.ofSeconds(5)).pollInterval(Duration.ofMillis(5))
                .untilAsserted(() -> assertThat(posts).hasSizeGreaterThanOrEqualTo(count));
        return posts;
    }

    private void handle(HttpExchange exchange) throws IOException {
        if (exchange.getRequestMethod().equals("GET")) {
            exchange.getResponseHeaders().set("Content-Type", "image/png");
            exchange.sendResponseHeaders(200, 4);
            exchange.getResponseBody().write(new byte[]{1, 2, 3, 4});
        } else {
            posts.add(new Post(exchange.getRequestHeaders().getFirst("Content-Type"),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            var status = answers.poll();
            exchange.sendResponseHeaders(status == null ? 200 : status, -1);
        }
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
