package dev.hilo.platform.idempotency;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import io.vertx.core.buffer.Buffer;

/**
 * What a request was answered, as it goes over the wire and as it is kept.
 *
 * @param body JSON; empty for an answer without one
 */
public record Answer(int status, Buffer body) {

    private static final String JSON = MediaType.APPLICATION_JSON + ";charset=UTF-8";

    Response response() {
        var response = Response.status(status);
        return body.length() == 0 ? response.build() : response.entity(body.getBytes()).type(JSON).build();
    }
}
