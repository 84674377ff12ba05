package dev.hilo.acceptance;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * Another server that speaks BulkVS's API, and not our simulator: the least that a send needs, written apart so that the
 * two cannot agree on a mistake.
 */
final class OtherCarrier implements AutoCloseable {

    /** One messageSend as it arrived. */
    record Send(String authorization, JsonNode body) {
    }

    private final HttpServer server;
    private final List<Send> sends = new CopyOnWriteArrayList<>();

    private OtherCarrier(HttpServer server) {
        this.server = server;
    }

    static OtherCarrier listening() throws IOException {
        var carrier = new OtherCarrier(
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        carrier.server.createContext("/api/v1.0/messageSend", carrier::messageSend);
        carrier.server.createContext("/", exchange -> answer(exchange, 404,
                "{\"Status\":\"Failed\",\"Code\":\"6604\",\"Description\":\"Nothing found\"}"));
        carrier.server.start();
        return carrier;
    }

    String apiBase() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/api/v1.0";
    }

    List<Send> sends() {
        return sends;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void messageSend(HttpExchange exchange) throws IOException {
        var body = LocalSystem.json(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        sends.add(new Send(exchange.getRequestHeaders().getFirst("Authorization"), body));
        answer(exchange, 200, """
                {"RefId":"0A1B2C3D","From":"%s","MessageType":"SMS","Results":[{"To":"%s","Status":"SUCCESS"}]}
                """.formatted(body.path("From").asText(), body.path("To").path(0).asText()));
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        var bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }
}
