package dev.hilo.messaging.carrier;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.StreamResetException;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.jspecify.annotations.Nullable;

import static java.util.Locale.ROOT;

/**
 * The one rule that says what an answer of {@code POST /messageSend} means (design rule 2). Only what proves that the
 * text was not taken may be sent again; what proves nothing is unknown. The carrier documents status codes without
 * bodies, and one word of success, so bodies are read leniently and believed carefully.
 */
final class OutcomeRule {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_WORDS = 500;
    private static final int LONGEST_CODE = 64;
    private static final String UNREADABLE = "unreadable-answer";

    /** Undocumented for a recipient; as they sound like acceptance, they prove no refusal. */
    private static final Set<String> PERHAPS_TAKEN = Set.of("ok", "accepted", "queued", "pending", "sent", "submitted",
            "delivered", "partial");

    private final Set<String> passing;

    /**
     * @param passing lower-case words in a recipient's {@code Status} or {@code Code} by which the carrier marks its
     *        failure as one that passes. It documents none, so usually there are none
     */
    OutcomeRule(Set<String> passing) {
        this.passing = Set.copyOf(passing);
    }

    /**
     * @param status the HTTP status
     * @param body as it came; may be empty, HTML, anything
     * @param retryAfter the header: seconds or a date
     */
    Outcome of(int status, String body, @Nullable String retryAfter, Instant now) {
        if (status >= 200 && status < 300) {
            return ofSuccess(body);
        }
        return switch (status) {
            case 400, 413 -> refused(Outcome.Why.CONTENT, parse(body), "http-" + status);
            case 401 -> new Outcome.NotAccepted(Outcome.Reason.UNAUTHORIZED, null);
            // "Insufficient funds or service not enabled"
            case 402, 403 -> refused(Outcome.Why.FUNDS, parse(body), "http-" + status);
            // "Telephone number not enabled for service"; a conflict is a number without texts or campaign.
            case 404, 409 -> refused(Outcome.Why.NUMBER, parse(body), "http-" + status);
            case 425, 429 ->
                new Outcome.NotAccepted(Outcome.Reason.RATE_LIMITED, RetryAfter.parse(retryAfter, now));
            // The server gave up waiting for our request: how much of it was read, nobody can tell.
            case 408 -> new Outcome.Unknown("http-408");
            // A door that names a time turns requests away. The carrier's own 503, "an error occurred, please try
            // again", names none and says nothing about what happened before the error.
            case 503 -> {
                var wait = RetryAfter.parse(retryAfter, now);
                yield wait == null || parse(body).isObject()
                        ? new Outcome.Unknown("http-503")
                        : new Outcome.NotAccepted(Outcome.Reason.BUSY, wait);
            }
            default -> status >= 400 && status < 500
                    ? refused(Outcome.Why.OTHER, parse(body), "http-" + status)
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
            case CircuitBreakerOpenException _,BulkheadException _,ConnectionPoolTooBusyException _ ->
                NoAnswer.NOT_TRIED;
            // Netty's ConnectTimeoutException is a ConnectException.
            case ConnectException _,NoRouteToHostException _ -> NoAnswer.NOT_CONNECTED;
            case UnknownHostException _,UnresolvedAddressException _ -> NoAnswer.NO_ADDRESS;
            case SSLHandshakeException _ -> NoAnswer.NO_TRUST;
            case TimeoutException _,org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException _ ->
                NoAnswer.TIMED_OUT;
            case IOException _,HttpClosedException _,StreamResetException _ -> NoAnswer.BROKEN;
            default -> NoAnswer.UNCLEAR;
        };
    }

    private Outcome ofSuccess(String body) {
        var answer = parse(body);
        if (!answer.isObject()) {
            return new Outcome.Unknown(body.isBlank() ? "empty-answer" : UNREADABLE);
        }
        var refId = text(field(answer, "RefId"), LONGEST_WORDS);
        var results = results(field(answer, "Results"));
        if (saysFailed(answer, refId)) {
            // Both at once contradict each other.
            return results.stream().anyMatch(OutcomeRule::succeeded)
                    ? new Outcome.Unknown(UNREADABLE)
                    : refused(Outcome.Why.OTHER, answer, "failed");
        }
        if (results.isEmpty()) {
            return refId.isEmpty() ? new Outcome.Unknown(UNREADABLE) : new Outcome.Accepted(refId);
        }
        if (results.stream().allMatch(OutcomeRule::succeeded)) {
            return new Outcome.Accepted(refId.isEmpty() ? null : refId);
        }
        return results.stream().allMatch(OutcomeRule::failed)
                ? ofRecipient(results.getFirst())
                : new Outcome.Unknown(UNREADABLE);
    }

    private Outcome ofRecipient(JsonNode result) {
        return passing.contains(status(result)) || passing.contains(code(result).toLowerCase(ROOT))
                ? new Outcome.NotAccepted(Outcome.Reason.PASSING, null)
                : refused(Outcome.Why.RECIPIENT, result, "not-success");
    }

    private static boolean saysFailed(JsonNode answer, String refId) {
        var status = status(answer);
        return status.equals("failed") || status.equals("failure") || status.equals("error")
                || (refId.isEmpty() && (!code(answer).isEmpty() || !text(field(answer, "error"), 1).isEmpty()));
    }

    /** One entry for each recipient, and we name one; an object is taken for a list of one. */
    private static List<JsonNode> results(JsonNode node) {
        List<JsonNode> results = new ArrayList<>();
        if (node.isObject()) {
            results.add(node);
        } else if (node.isArray()) {
            node.forEach(results::add);
        }
        return results;
    }

    private static boolean succeeded(JsonNode result) {
        return status(result).equals("success");
    }

    /** An explicit failure: another word than success, or a code or an error where a status should be. */
    private static boolean failed(JsonNode result) {
        var status = status(result);
        return status.isEmpty()
                ? !code(result).isEmpty() || !text(field(result, "error"), 1).isEmpty()
                : !status.equals("success") && !PERHAPS_TAKEN.contains(status);
    }

    private static Outcome refused(Outcome.Why why, JsonNode answer, String otherwise) {
        var code = code(answer);
        var words = text(field(answer, "Description"), LONGEST_WORDS);
        if (words.isEmpty()) {
            words = text(field(answer, "error"), LONGEST_WORDS);
        }
        if (words.isEmpty()) {
            words = text(field(answer, "Status"), LONGEST_WORDS);
        }
        return new Outcome.Refused(why, code.isEmpty() ? otherwise : code, words);
    }

    private static String status(JsonNode node) {
        return text(field(node, "Status"), LONGEST_CODE).toLowerCase(ROOT);
    }

    private static String code(JsonNode node) {
        return text(field(node, "Code"), LONGEST_CODE);
    }

    /** By name, in whatever case: the carrier's own documents disagree ({@code RefId}, {@code refID}). */
    private static JsonNode field(JsonNode node, String name) {
        var exact = node.path(name);
        return exact.isMissingNode()
                ? node.properties().stream().filter(member -> member.getKey().equalsIgnoreCase(name))
                        .map(member -> member.getValue()).findFirst().orElse(exact)
                : exact;
    }

    /** {@code Description} can be an object (the carrier's list of valid values); no database keeps a NUL. */
    private static String text(JsonNode node, int longest) {
        var text = node.isMissingNode() || node.isNull() ? "" : node.isValueNode() ? node.asText() : node.toString();
        var plain = text.replace("\u0000", "").strip();
        return plain.length() > longest ? plain.substring(0, longest) : plain;
    }

    private static JsonNode parse(String body) {
        try {
            var node = JSON.readTree(body);
            return node == null ? MissingNode.getInstance() : node;
        } catch (JsonProcessingException notJson) {
            return MissingNode.getInstance();
        }
    }
}
