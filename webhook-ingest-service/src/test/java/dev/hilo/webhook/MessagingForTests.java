package dev.hilo.webhook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/** Messaging's trail of deliveries over real HTTP, as told. */
public final class MessagingForTests implements QuarkusTestResourceLifecycleManager {

    private static final Map<UUID, String> RECORDED = new ConcurrentHashMap<>();
    private static final AtomicReference<Integer> STATUS = new AtomicReference<>(200);
    private static final AtomicReference<String> TOKEN = new AtomicReference<>();
    private static HttpServer server;

    /** @param json as messaging would answer for this delivery */
    public static void records(UUID delivery, String json) {
        RECORDED.put(delivery, json);
    }

    public static void answers(int status) {
        STATUS.set(status);
    }

    /** The last Authorization header that came. */
    public static String token() {
        return TOKEN.get();
    }

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        server.createContext("/api/deliveries", MessagingForTests::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        return Map.of("quarkus.rest-client.messaging.url", "http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void stop() {
        server.stop(0);
    }

    private static void answer(HttpExchange call) throws IOException {
        try (call) {
            TOKEN.set(call.getRequestHeaders().getFirst("Authorization"));
            var ids = URLDecoder.decode(call.getRequestURI().getRawQuery(), StandardCharsets.UTF_8).substring(4)
                    .split(",", -1);
            var status = ids.length > 100 ? 422 : STATUS.get();
            var body = Arrays.stream(ids).map(id -> RECORDED.get(UUID.fromString(id))).filter(Objects::nonNull)
                    .collect(Collectors.joining(",", "[", "]")).getBytes(StandardCharsets.UTF_8);
            call.getResponseHeaders().add("Content-Type", "application/json");
            call.sendResponseHeaders(status, body.length);
            call.getResponseBody().write(body);
        }
    }
}
