package dev.hilo.webhook.receive;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hilo.platform.problem.ProblemException;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/** What the door answers, each once: the carrier takes exactly 200 for success, everything else is a problem. */
@ApplicationScoped
class Answers {

    /** The address as it may be repeated to anybody: one of its forms ends with the token. */
    private static final String INSTANCE = "/webhooks/bulkvs";
    private static final Buffer OK = Buffer.buffer("{\"ok\":true}");

    private final ObjectMapper json;
    private final MeterRegistry meters;

    Answers(ObjectMapper json, MeterRegistry meters) {
        this.json = json;
        this.meters = meters;
    }

    void ok(HttpServerRequest request) {
        if (answerable(request)) {
            count("ok");
            request.response().putHeader(HttpHeaders.CONTENT_TYPE, "application/json").end(OK);
        }
    }

    void refuse(HttpServerRequest request, IntakeProblem problem, String detail) {
        if (answerable(request)) {
            count(problem.slug());
            var response = request.response().setStatusCode(problem.status())
                    .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json");
            switch (problem) {
                case TOKEN_REFUSED -> response.putHeader("WWW-Authenticate", "WebhookToken");
                case ONLY_POST -> response.putHeader(HttpHeaders.ALLOW, "POST");
                case UNAVAILABLE -> response.putHeader(HttpHeaders.RETRY_AFTER, "1");
                case NOT_JSON, SOURCE_REFUSED, NO_SUCH_ADDRESS, TOO_SLOW, TOO_LARGE, NOT_JSON_TYPE, TOO_OFTEN,
                        UNEXPECTED -> {
                    // Nothing to add.
                }
            }
            response.end(Buffer.buffer(written(problem, detail)));
        }
    }

    void tooOften(HttpServerRequest request, int seconds) {
        if (answerable(request)) {
            request.response().putHeader(HttpHeaders.RETRY_AFTER, Integer.toString(seconds));
            refuse(request, IntakeProblem.TOO_OFTEN, "Wait " + seconds + " s");
        }
    }

    private void count(String answer) {
        meters.counter("hilo.webhook.answers", "answer", answer).increment();
    }

    private static boolean answerable(HttpServerRequest request) {
        return !request.response().ended() && !request.response().closed();
    }

    private byte[] written(IntakeProblem problem, String detail) {
        try {
            return json.writeValueAsBytes(ProblemException.of(problem, detail).toProblem(INSTANCE));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a problem cannot be written", impossible);
        }
    }
}
