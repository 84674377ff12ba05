package dev.hilo.simulator.phone;

import java.util.HashSet;
import java.util.Set;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hilo.simulator.wire.Json;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/**
 * Tells open pages that something changed, as server-sent events. An event says only what to read again; a page that
 * does not keep up is cut off and comes back by itself.
 */
public final class LiveStream {

    private static final int HEARTBEAT = 20_000;

    private final Set<HttpServerResponse> pages = new HashSet<>();

    public LiveStream(Vertx vertx) {
        vertx.setPeriodic(HEARTBEAT, fired -> write(": still here\n\n"));
    }

    public void publish(String event, ObjectNode data) {
        if (!pages.isEmpty()) {
            write("event: " + event + "\ndata: " + Json.text(data) + "\n\n");
        }
    }

    void join(RoutingContext context) {
        var response = context.response().setChunked(true).putHeader("Content-Type", "text/event-stream")
                .putHeader("Cache-Control", "no-store");
        response.closeHandler(closed -> pages.remove(response));
        pages.add(response);
        response.write("retry: 1000\n\n");
    }

    private void write(String text) {
        Set.copyOf(pages).forEach(page -> {
            if (page.writeQueueFull()) {
                pages.remove(page);
                page.end();
            } else {
                page.write(text);
            }
        });
    }
}
