package dev.hilo.chat.testing;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;

/**
 * The services behind the gateway, as far as it can tell: answers every call with what it got, and a few with what a
 * service may do to a gateway.
 */
final class Upstream {

    private final Map<String, JsonObject> threads = new ConcurrentHashMap<>();
    private final HttpServer server;

    Upstream(Vertx vertx) {
        server = vertx.createHttpServer().requestHandler(this::handle);
    }

    int start() {
        return server.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().join().actualPort();
    }

    private void handle(HttpServerRequest request) {
        var path = request.path();
        if (path.startsWith("/control/threads/")) {
            request.body().onSuccess(body -> {
                threads.put(path.substring("/control/threads/".length()), body.toJsonObject());
                request.response().end();
            });
        } else if (path.startsWith("/api/threads/") && threads.containsKey(path.substring("/api/threads/".length()))) {
            thread(request, threads.get(path.substring("/api/threads/".length())));
        } else if (path.startsWith("/api/threads/00000000")) {
            request.response().setStatusCode(404).end();
        } else {
            odd(request, path);
        }
    }

    private static void thread(HttpServerRequest request, JsonObject thread) {
        var status = thread.getInteger("status", 200);
        request.response().setStatusCode(status).putHeader("Content-Type", "application/json").end(thread.encode());
    }

    private void odd(HttpServerRequest request, String path) {
        switch (path) {
            case "/api/messages/silent" -> {
                // Takes the call and never answers.
            }
            case "/api/messages/dies" -> request.connection().close();
            case "/api/messages/stale" -> request.response().setStatusCode(409)
                    .putHeader("Content-Type", "application/problem+json")
                    .end("{\"type\":\"https://hilo.dev/problems/stale-compose\",\"title\":\"t\",\"status\":409}");
            case "/api/threads/paged" -> request.response().putHeader("Content-Type", "application/json")
                    .putHeader("Link", "<http://127.0.0.1:" + server.actualPort()
                            + "/api/threads?cursor=abc>; rel=\"next\"")
                    .putHeader("Set-Cookie", "inside=1").putHeader("X-Thread-Last-Seq", "7").end("[]");
            case "/api/threads/long" -> request.response().putHeader("Content-Type", "application/json")
                    .end("[" + "\"hola\",".repeat(2000) + "\"\"]");
            case "/media/picture" -> request.response().putHeader("Content-Type", "image/png")
                    .putHeader("Content-Security-Policy", "sandbox").end(Buffer.buffer(new byte[]{1, 2, 3}));
            default -> request.body().onSuccess(body -> echo(request, body));
        }
    }

    private static void echo(HttpServerRequest request, Buffer body) {
        var headers = new JsonObject();
        request.headers().forEach(header -> headers.put(header.getKey().toLowerCase(Locale.ROOT), header.getValue()));
        request.response().setStatusCode(request.method().name().equals("POST") ? 202 : 200)
                .putHeader("Content-Type", "application/json")
                .end(new JsonObject().put("method", request.method().name()).put("uri", request.uri())
                        .put("headers", headers).put("length", body.length())
                        .put("body", body.length() < 1000 ? body.toString() : null).encode());
    }
}
