package dev.hilo.simulator.api;

import java.time.Clock;
import java.util.ArrayDeque;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.hilo.simulator.wire.Json;

/** The last calls to the API, refused and faulty ones included: what a client really asked, and what it was told. */
public final class CallLog {

    private static final int KEPT = 2000;

    private final Clock clock;
    private final ArrayDeque<ObjectNode> calls = new ArrayDeque<>();

    public CallLog(Clock clock) {
        this.clock = clock;
    }

    @CanIgnoreReturnValue
    ObjectNode add(String method, String path, String query, String body) {
        var call = Json.object().put("at", clock.instant().toString()).put("method", method).put("path", path)
                .put("query", query).put("body", body);
        if (calls.size() == KEPT) {
            calls.removeFirst();
        }
        calls.add(call);
        return call;
    }

    public ArrayNode all() {
        return Json.array().addAll(calls);
    }

    public void clear() {
        calls.clear();
    }
}
