package dev.hilo.webhook.receive;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hilo.platform.problem.ProblemException;
import dev.hilo.webhook.verify.TokenSlot;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;

/** What the door answers, each once: the carrier takes exactly 200 for success, everything else is a problem. */
@ApplicationScoped
class Answers {

    /** The address as it may be repeated to anybody: one of its forms ends with the token. */
    private static final String INSTANCE = "/webhooks/bulkvs";
    /** What is aimed at, and what is promised, with something on either side. */
    private static final Duration[] BOUNDS = {Duration.ofMillis(5), Duration.ofMillis(25), Duration.ofMillis(100),
            Duration.ofMillis(500)};
    private static final Buffer OK = Buffer.buffer("{\"ok\":true}");

    private final ObjectMapper json;
    private final Counter good;
    private final Timer time;
    private final Map<IntakeProblem, Counter> refused = new EnumMap<>(IntakeProblem.class);
    private final Map<TokenSlot, Counter> posts = new EnumMap<>(TokenSlot.class);

    Answers(ObjectMapper json, MeterRegistry meters) {
        this.json = json;
        this.good = counter(meters, "ok");
        this.time = Timer.builder("hilo.webhook.answer").serviceLevelObjectives(BOUNDS).register(meters);
        for (var problem : IntakeProblem.values()) {
            refused.put(problem, counter(meters, problem.slug()));
        }
        for (var slot : TokenSlot.values()) {
            posts.put(slot, Counter.builder("hilo.webhook.posts").tag("token", slot.wire()).register(meters));
        }
    }

    /** @param began when the post came, in {@link System#nanoTime} */
    void ok(HttpServerRequest request, long began) {
        if (answerable(request)) {
            good.increment();
            time.record(System.nanoTime() - began, TimeUnit.NANOSECONDS);
            request.response().putHeader(HttpHeaders.CONTENT_TYPE, "application/json").end(OK);
        }
    }

    /** To the question whether a token would be taken; it is no post and counts as none. */
    void yes(HttpServerRequest request) {
        if (answerable(request)) {
            request.response().setStatusCode(204).end();
        }
    }

    /** A post was let in by that token. */
    void count(TokenSlot slot) {
        Objects.requireNonNull(posts.get(slot), "one for each").increment();
    }

    void refuse(HttpServerRequest request, IntakeProblem problem, String detail) {
        if (answerable(request)) {
            Objects.requireNonNull(refused.get(problem), "one for each").increment();
            var response = request.response().setStatusCode(problem.status())
                    .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json");
            switch (problem) {
                case TOKEN_REFUSED -> response.putHeader("WWW-Authenticate", "WebhookToken");
                case ONLY_POST -> response.putHeader(HttpHeaders.ALLOW, "POST, HEAD");
                case UNAVAILABLE -> response.putHeader(HttpHeaders.RETRY_AFTER, "1");
                case NOT_JSON, SOURCE_REFUSED, NO_SUCH_ADDRESS, TOO_SLOW, TOO_LARGE, NOT_JSON_TYPE, TOO_OFTEN,
                        UNEXPECTED -> {
                    // Nothing to add.
                }
            }
            var body = Buffer.buffer(written(problem, detail));
            if (request.method().equals(HttpMethod.HEAD)) {
                response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length())).end();
            } else {
                response.end(body);
            }
        }
    }

    void tooOften(HttpServerRequest request, int seconds) {
        if (answerable(request)) {
            request.response().putHeader(HttpHeaders.RETRY_AFTER, Integer.toString(seconds));
            refuse(request, IntakeProblem.TOO_OFTEN, "Wait " + seconds + " s");
        }
    }

    private static Counter counter(MeterRegistry meters, String answer) {
        return Counter.builder("hilo.webhook.answers").tag("answer", answer).register(meters);
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
