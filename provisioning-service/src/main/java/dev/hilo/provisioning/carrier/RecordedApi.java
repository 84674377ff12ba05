package dev.hilo.provisioning.carrier;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hilo.platform.recorder.CallRecorder;
import dev.hilo.platform.recorder.RecordedCall;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** The API with its answers read, each call written down where somebody has asked for that. */
final class RecordedApi {

    private final BulkVsApi api;
    private final CallRecorder recorder;

    RecordedApi(BulkVsApi api, CallRecorder recorder) {
        this.api = api;
        this.recorder = recorder;
    }

    Uni<Reply> get(String url, String credential, Map<String, String> query) {
        return recorded("GET", url, query, null, api.get(url, credential, query));
    }

    Uni<Reply> post(String url, String credential, JsonNode body) {
        return recorded("POST", url, Map.of(), body, api.post(url, credential, body));
    }

    Uni<Reply> put(String url, String credential, JsonNode body) {
        return recorded("PUT", url, Map.of(), body, api.put(url, credential, body));
    }

    Uni<Reply> delete(String url, String credential, Map<String, String> query) {
        return recorded("DELETE", url, query, null, api.delete(url, credential, query));
    }

    private Uni<Reply> recorded(String method, String url, Map<String, String> query, @Nullable JsonNode body,
            Uni<Response> call) {
        return recorder.record(new RecordedCall(method, URI.create(url).getPath(), query, body),
                call.map(RecordedApi::reply), reply -> new RecordedCall.Answer(reply.status(), reply.body()));
    }

    /** The body lies in memory already: reading it waits for nothing. */
    private static Reply reply(Response response) {
        return new Reply(response.getStatus(), response.hasEntity() ? response.readEntity(String.class) : null,
                retryAfter(response.getHeaderString(HttpHeaders.RETRY_AFTER)));
    }

    /** Only the form in seconds: nobody has seen the carrier send any, and a date needs its clock to be right. */
    private static @Nullable Duration retryAfter(@Nullable String header) {
        return header != null && header.matches("\\d{1,5}") ? Duration.ofSeconds(Long.parseLong(header)) : null;
    }
}
