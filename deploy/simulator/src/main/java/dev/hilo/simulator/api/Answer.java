package dev.hilo.simulator.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hilo.simulator.wire.Json;
import org.jspecify.annotations.Nullable;

/** What an operation answers: a status and a body of a content type; no body at all when {@code body} is null. */
public record Answer(int status, String contentType, @Nullable String body) {

    public static Answer ok(JsonNode body) {
        return json(200, body);
    }

    public static Answer json(int status, JsonNode body) {
        return new Answer(status, "application/json", Json.text(body));
    }

    public static Answer html(int status, String title) {
        return new Answer(status, "text/html",
                "<html><head><title>" + title + "</title></head><body><h1>" + title + "</h1></body></html>");
    }

    public static Answer empty(int status) {
        return new Answer(status, "application/json", null);
    }
}
