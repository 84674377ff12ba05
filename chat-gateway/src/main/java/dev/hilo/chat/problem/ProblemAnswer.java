package dev.hilo.chat.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hilo.platform.problem.CommonProblem;
import dev.hilo.platform.problem.Problem;
import dev.hilo.platform.problem.ProblemKind;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** A problem for the calls that no REST resource answers, in the words and the form of those that one does. */
public final class ProblemAnswer {

    public static final String MEDIA_TYPE = "application/problem+json";

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private ProblemAnswer() {
    }

    public static String body(ProblemKind kind, @Nullable String detail, @Nullable String instance) {
        try {
            return JSON.writeValueAsString(Problem.of(kind, detail, instance));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a problem cannot be written", impossible);
        }
    }

    /** Ends the call. What is left of the request's body is read and thrown away. */
    public static void end(RoutingContext call, ProblemKind kind, @Nullable String detail) {
        var response = call.response();
        if (response.ended() || response.headWritten()) {
            return;
        }
        if (!call.request().isEnded()) {
            call.request().resume();
        }
        response.setStatusCode(kind.status()).putHeader(HttpHeaders.CONTENT_TYPE, MEDIA_TYPE);
        if (kind.status() == CommonProblem.UNAVAILABLE.status() || kind.status() == 429) {
            response.putHeader("Retry-After", "1");
        }
        if (kind == CommonProblem.UNAUTHENTICATED) {
            response.putHeader("WWW-Authenticate", "Bearer");
        }
        response.end(body(kind, detail, call.request().path())).onFailure(gone -> call.request().connection().close());
    }
}
