package dev.hilo.messaging.carrier;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.jspecify.annotations.Nullable;

/**
 * The one rule that says what an answer of {@code POST /messageSend} means (design rule 2). Only what proves that the
 * text was not taken may be sent again; what proves nothing is unknown.
 */
final class OutcomeRule {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_WORDS = 500;

    private OutcomeRule() {
    }

    /**
     * @param status the HTTP status
     * @param body as it came; may be empty, HTML, anything
     * @param retryAfter the header, in seconds; other forms are ignored
     */
    static Outcome of(int status, String body, @Nullable String retryAfter) {
        if (status >= 200 && status < 300) {
            return ofSuccess(body);
        }
        return switch (status) {
            case 401 -> new Outcome.NotAccepted(Outcome.Reason.UNAUTHORIZED, null);
            case 425, 429 -> new Outcome.NotAccepted(Outcome.Reason.RATE_LIMITED, seconds(retryAfter));
            // The server gave up waiting for our request: how much of it was read, nobody can tell.
            case 408 -> new Outcome.Unknown("http-408");
            // A door that names a time turns requests away. The carrier's own 503, "an error occurred, please try
            // again", names none and says nothing about what happened before the error.
            case 503 -> retryAfter == null || readable(body)
                    ? new Outcome.Unknown("http-503")
                    : new Outcome.NotAccepted(Outcome.Reason.BUSY, seconds(retryAfter));
            default -> status >= 400 && status < 500
                    ? refused(parse(body), "http-" + status)
                    : new Outcome.Unknown("http-" + status);
        };
    }

    static Outcome of(NoAnswer failure) {
        return switch (failure) {
            case NOT_CONNECTED, NO_ADDRESS, NO_TRUST, NOT_TRIED ->
                new Outcome.NotAccepted(Outcome.Reason.UNREACHABLE, null);
            case TIMED_OUT -> new Outcome.Unknown("timed-out");
            case BROKEN -> new Outcome.Unknown("connection-broke");
            case UNCLEAR -> new Outcome.Unknown("no-answer");
        };
    }

    static NoAnswer kindOf(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            var kind = kindOfOne(cause);
            if (kind != NoAnswer.UNCLEAR) {
                return kind;
            }
        }
        return NoAnswer.UNCLEAR;
    }

    private static NoAnswer kindOfOne(Throwable cause) {
        return switch (cause) {
            case CircuitBreakerOpenException _,BulkheadException _ -> NoAnswer.NOT_TRIED;
            // Netty's ConnectTimeoutException is a ConnectException.
            case ConnectException _,NoRouteToHostException _ -> NoAnswer.NOT_CONNECTED;
            case UnknownHostException _,UnresolvedAddressException _ -> NoAnswer.NO_ADDRESS;
            case SSLHandshakeException _ -> NoAnswer.NO_TRUST;
            case TimeoutException _,org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException _ ->
                NoAnswer.TIMED_OUT;
            case IOException _ -> NoAnswer.BROKEN;
            default -> NoAnswer.UNCLEAR;
        };
    }

    private static Outcome ofSuccess(String body) {
        var answer = parse(body);
        if (!answer.isObject()) {
            return new Outcome.Unknown(body.isBlank() ? "empty-answer" : "unreadable-answer");
        }
        var status = answer.path("Status").asText("");
        if (status.equalsIgnoreCase("Failed") || status.equalsIgnoreCase("Failure")
                || (answer.hasNonNull("Code") && !answer.hasNonNull("RefId"))) {
            return refused(answer, "failed");
        }
        var refId = answer.path("RefId").asText("");
        var results = answer.path("Results");
        if (results.isArray() && !results.isEmpty()) {
            var result = results.get(0);
            return result.path("Status").asText("").equalsIgnoreCase("SUCCESS")
                    ? new Outcome.Accepted(refId.isBlank() ? null : refId)
                    : refused(result, "not-success");
        }
        return refId.isBlank() ? new Outcome.Unknown("unreadable-answer") : new Outcome.Accepted(refId);
    }

    private static Outcome refused(JsonNode answer, String otherwise) {
        var code = answer.path("Code").asText("");
        var words = words(answer.path("Description"));
        if (words.isEmpty()) {
            words = words(answer.path("error"));
        }
        if (words.isEmpty()) {
            words = answer.path("Status").asText("");
        }
        return new Outcome.Refused(code.isBlank() ? otherwise : code.toLowerCase(Locale.ROOT), words);
    }

    /** {@code Description} can be an object (the carrier's list of valid values). */
    private static String words(JsonNode node) {
        var words = node.isValueNode() ? node.asText("") : node.isMissingNode() ? "" : node.toString();
        return words.length() > LONGEST_WORDS ? words.substring(0, LONGEST_WORDS) : words;
    }

    private static boolean readable(String body) {
        return parse(body).isObject();
    }

    private static JsonNode parse(String body) {
        try {
            var node = JSON.readTree(body);
            return node == null ? MissingNode.getInstance() : node;
        } catch (JsonProcessingException notJson) {
            return MissingNode.getInstance();
        }
    }

    private static @Nullable Duration seconds(@Nullable String retryAfter) {
        if (retryAfter == null || !retryAfter.strip().matches("\\d{1,6}")) {
            return null;
        }
        return Duration.ofSeconds(Long.parseLong(retryAfter.strip()));
    }
}
