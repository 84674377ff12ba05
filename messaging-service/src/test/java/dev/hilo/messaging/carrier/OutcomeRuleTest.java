package dev.hilo.messaging.carrier;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;

import dev.hilo.messaging.carrier.Outcome.Accepted;
import dev.hilo.messaging.carrier.Outcome.NotAccepted;
import dev.hilo.messaging.carrier.Outcome.Reason;
import dev.hilo.messaging.carrier.Outcome.Refused;
import dev.hilo.messaging.carrier.Outcome.Unknown;
import dev.hilo.messaging.carrier.Outcome.Why;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.StreamResetException;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** The table is the specification. */
class OutcomeRuleTest {

    private static final String SUCCESS = "\"Results\":[{\"To\":\"13105551212\",\"Status\":\"SUCCESS\"}]";
    private static final Instant NOW = Instant.parse("2026-11-22T14:15:16Z");
    private static final OutcomeRule RULE = new OutcomeRule(Set.of());

    static Stream<Arguments> answers() {
        return Stream.of(
                // 200 that takes it
                arguments("accepted, short reference", 200, "{\"RefId\":\"7C19E0A4\"," + SUCCESS + "}", null,
                        new Accepted("7C19E0A4")),
                arguments("accepted, UUID, unknown fields", 200,
                        "{\"RefId\":\"5a66dee6-ff7a-40ee-8218-5805c074dc01\",\"New\":{\"a\":1}," + SUCCESS + "}", null,
                        new Accepted("5a66dee6-ff7a-40ee-8218-5805c074dc01")),
                arguments("accepted, a reference that is a number", 200, "{\"RefId\":3300145527," + SUCCESS + "}", null,
                        new Accepted("3300145527")),
                arguments("accepted, the reference in another case", 200, "{\"refID\":\"7C19E0A4\"," + SUCCESS + "}",
                        null, new Accepted("7C19E0A4")),
                arguments("accepted without a reference", 200, "{" + SUCCESS + "}", null, new Accepted(null)),
                arguments("accepted, an empty reference", 200, "{\"RefId\":\" \"," + SUCCESS + "}", null,
                        new Accepted(null)),
                arguments("accepted, no reference but null", 200, "{\"RefId\":null," + SUCCESS + "}", null,
                        new Accepted(null)),
                arguments("accepted without results", 200, "{\"RefId\":\"7C19E0A4\"}", null, new Accepted("7C19E0A4")),
                arguments("accepted, no results but an empty list", 200, "{\"RefId\":\"7C19E0A4\",\"Results\":[]}",
                        null, new Accepted("7C19E0A4")),
                arguments("accepted, results that are an object", 200,
                        "{\"RefId\":\"7C19E0A4\",\"Results\":{\"To\":\"1\",\"Status\":\"Success\"}}", null,
                        new Accepted("7C19E0A4")),
                arguments("accepted, a code beside the reference", 200,
                        "{\"RefId\":\"7C19E0A4\",\"Code\":\"0\"," + SUCCESS + "}", null, new Accepted("7C19E0A4")),
                arguments("accepted by a 202", 202, "{\"RefId\":\"7C19E0A4\"}", null, new Accepted("7C19E0A4")),
                arguments("a reference with a NUL", 200, "{\"RefId\":\"7C\\u000019\"," + SUCCESS + "}", null,
                        new Accepted("7C19")),

                // 200 that refuses
                arguments("an error body inside a 200", 200,
                        "{\"Status\":\"Failed\",\"Code\":\"7501\",\"Description\":\"Not enabled\"}", null,
                        new Refused(Why.OTHER, "7501", "Not enabled")),
                arguments("a code inside a 200", 200, "{\"Code\":\"7401\",\"Description\":\"Sender SMS disabled\"}",
                        null, new Refused(Why.OTHER, "7401", "Sender SMS disabled")),
                arguments("a code that is a number", 200, "{\"Code\":7401,\"Description\":\"Sender SMS disabled\"}",
                        null, new Refused(Why.OTHER, "7401", "Sender SMS disabled")),
                arguments("nothing but an error inside a 200", 200, "{\"error\":\"Nope\"}", null,
                        new Refused(Why.OTHER, "failed", "Nope")),
                arguments("a description that is an object", 200,
                        "{\"Status\":\"Failed\",\"Code\":\"1\",\"Description\":{\"sms\":true}}", null,
                        new Refused(Why.OTHER, "1", "{\"sms\":true}")),
                arguments("a recipient's failure inside a 200", 200,
                        "{\"RefId\":\"7C19E0A4\",\"Results\":[{\"To\":\"1\",\"Status\":\"INVALID\"}]}", null,
                        new Refused(Why.RECIPIENT, "not-success", "INVALID")),
                arguments("a recipient's failure with code and words", 200,
                        "{\"RefId\":\"7C19E0A4\",\"Results\":[{\"To\":\"1\",\"Status\":\"FAILED\","
                                + "\"Code\":\"E42\",\"Description\":\"Landline\"}]}",
                        null, new Refused(Why.RECIPIENT, "E42", "Landline")),
                arguments("a recipient's failure that is said to pass, by a word that nobody confirmed", 200,
                        "{\"RefId\":\"7C19E0A4\",\"Results\":[{\"To\":\"1\",\"Status\":\"TEMPORARY\"}]}", null,
                        new Refused(Why.RECIPIENT, "not-success", "TEMPORARY")),
                arguments("a recipient's code without a status", 200,
                        "{\"RefId\":\"7C19E0A4\",\"Results\":[{\"To\":\"1\",\"Code\":\"E42\"}]}", null,
                        new Refused(Why.RECIPIENT, "E42", "")),

                // 200 that proves nothing
                arguments("an empty 200", 200, "", null, new Unknown("empty-answer")),
                arguments("a 204", 204, "", null, new Unknown("empty-answer")),
                arguments("HTML", 200, "<html><body>Welcome</body></html>", null, new Unknown("unreadable-answer")),
                arguments("JSON, but no answer", 200, "[]", null, new Unknown("unreadable-answer")),
                arguments("JSON without anything known", 200, "{\"ok\":true}", null, new Unknown("unreadable-answer")),
                arguments("cut JSON", 200, "{\"RefId\":\"7C19", null, new Unknown("unreadable-answer")),
                arguments("a recipient without a status", 200,
                        "{\"RefId\":\"7C19E0A4\",\"Results\":[{\"To\":\"1\"}]}", null,
                        new Unknown("unreadable-answer")),
                arguments("a recipient's word that sounds like acceptance", 200,
                        "{\"RefId\":\"7C19E0A4\",\"Results\":[{\"To\":\"1\",\"Status\":\"QUEUED\"}]}", null,
                        new Unknown("unreadable-answer")),
                arguments("two results that differ, of one recipient", 200,
                        "{\"RefId\":\"7C19E0A4\",\"Results\":[{\"Status\":\"SUCCESS\"},{\"Status\":\"FAILED\"}]}",
                        null, new Unknown("unreadable-answer")),
                arguments("failed as a whole, but not the recipient", 200, "{\"Status\":\"Failed\"," + SUCCESS + "}",
                        null, new Unknown("unreadable-answer")),
                arguments("a redirect", 302, "", null, new Unknown("http-302")),

                // 4xx: refused, with who must act
                arguments("400 with a body", 400, "{\"Code\":\"1001\",\"Description\":\"Malformed\"}", null,
                        new Refused(Why.CONTENT, "1001", "Malformed")),
                arguments("400 with HTML", 400, "<html>", null, new Refused(Why.CONTENT, "http-400", "")),
                arguments("403 without a body", 403, "", null, new Refused(Why.FUNDS, "http-403", "")),
                arguments("403 with the carrier's words as they came", 403,
                        "{\"Status\":\"Failed\",\"Code\":\"Fund-01\",\"Description\":\"Insufficient Funds\"}", null,
                        new Refused(Why.FUNDS, "Fund-01", "Insufficient Funds")),
                arguments("404 with HTML", 404, "<html>", null, new Refused(Why.NUMBER, "http-404", "")),
                arguments("409", 409, "{\"Description\":\"Sender SMS disabled\",\"Code\":\"7401\"}", null,
                        new Refused(Why.NUMBER, "7401", "Sender SMS disabled")),
                arguments("413", 413, "", null, new Refused(Why.CONTENT, "http-413", "")),
                arguments("418", 418, "", null, new Refused(Why.OTHER, "http-418", "")),
                arguments("422", 422, "{\"error\":\"no\"}", null, new Refused(Why.OTHER, "http-422", "no")),

                // Provably not taken
                arguments("401", 401, "", null, new NotAccepted(Reason.UNAUTHORIZED, null)),
                arguments("401 with HTML", 401, "<html>", "60", new NotAccepted(Reason.UNAUTHORIZED, null)),
                arguments("425", 425, "", null, new NotAccepted(Reason.RATE_LIMITED, null)),
                arguments("429", 429, "", null, new NotAccepted(Reason.RATE_LIMITED, null)),
                arguments("429 with seconds", 429, "", "7",
                        new NotAccepted(Reason.RATE_LIMITED, Duration.ofSeconds(7))),
                arguments("429 with a date", 429, "", "Sun, 22 Nov 2026 14:16:16 GMT",
                        new NotAccepted(Reason.RATE_LIMITED, Duration.ofMinutes(1))),
                arguments("429 with a date that is over", 429, "", "Sun, 22 Nov 2026 14:15:00 GMT",
                        new NotAccepted(Reason.RATE_LIMITED, Duration.ZERO)),
                arguments("429 with nonsense", 429, "", "soon", new NotAccepted(Reason.RATE_LIMITED, null)),
                arguments("a door's 503 with seconds", 503, "<html>busy</html>", "3",
                        new NotAccepted(Reason.BUSY, Duration.ofSeconds(3))),
                arguments("a door's 503 with a date", 503, "", "Sunday, 22-Nov-26 14:15:46 GMT",
                        new NotAccepted(Reason.BUSY, Duration.ofSeconds(30))),

                // May have been taken
                arguments("408", 408, "", null, new Unknown("http-408")),
                arguments("a door's 503 without a time", 503, "<html>busy</html>", null, new Unknown("http-503")),
                arguments("a door's 503 with nonsense", 503, "<html>busy</html>", "soon", new Unknown("http-503")),
                arguments("the carrier's own 503", 503, "{\"Description\":\"An error occurred\"}", null,
                        new Unknown("http-503")),
                arguments("the carrier's own 503 with a time", 503, "{\"Description\":\"An error occurred\"}", "3",
                        new Unknown("http-503")),
                arguments("500", 500, "{\"Status\":\"Failed\"}", null, new Unknown("http-500")),
                arguments("502 with HTML", 502, "<html>", null, new Unknown("http-502")),
                arguments("504", 504, "", "5", new Unknown("http-504")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    void tellsWhatAnAnswerMeans(String name, int status, String body, String retryAfter, Outcome expected) {
        assertThat(RULE.of(status, body, retryAfter, NOW)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"TEMPORARY,", "Failed,E99"})
    void sendsAgainWhatTheCarrierMarksAsPassingOnceItsWordIsConfigured(String status, String code) {
        var marked = new OutcomeRule(Set.of("temporary", "e99"));
        var body = "{\"RefId\":\"7C19E0A4\",\"Results\":[{\"To\":\"1\",\"Status\":\"" + status + "\""
                + (code == null ? "" : ",\"Code\":\"" + code + "\"") + "}]}";
        assertThat(marked.of(200, body, null, NOW)).isEqualTo(new NotAccepted(Reason.PASSING, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Sun, 06 Nov 2026 08:49:37 GM", "Sun, 22 Nov 2026 14:15:46 GMT",
            "Sunday, 22-Nov-26 14:15:46 GMT", "Sun Nov 22 14:15:46 2026", "30", " 30 "})
    void readsEveryFormOfATimeToWait(String header) {
        assertThat(RetryAfter.parse(header, NOW)).isEqualTo(header.endsWith("GM") ? null : Duration.ofSeconds(30));
    }

    /** Nothing that proves nothing is ever sent again by itself, whatever the body and the headers say. */
    @ParameterizedTest
    @ValueSource(ints = {100, 200, 201, 204, 206, 300, 301, 302, 307, 408, 500, 501, 502, 504, 505, 520, 599})
    void neverSendsAgainAfterAStatusThatProvesNothing(int status) {
        for (var body : List.of("", "<html>", "{}", "[]", "{\"Status\":\"Failed\"}", "null")) {
            assertThat(RULE.of(status, body, "5", NOW)).as("%s %s", status, body).isNotInstanceOf(NotAccepted.class);
        }
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                arguments(new ConnectException("refused"), NoAnswer.NOT_CONNECTED),
                arguments(new IllegalStateException(new ConnectException("refused")), NoAnswer.NOT_CONNECTED),
                arguments(new UnknownHostException("carrier.invalid"), NoAnswer.NO_ADDRESS),
                arguments(new SSLHandshakeException("certificate"), NoAnswer.NO_TRUST),
                arguments(new CircuitBreakerOpenException("open"), NoAnswer.NOT_TRIED),
                arguments(new BulkheadException("full"), NoAnswer.NOT_TRIED),
                arguments(new TimeoutException("late"), NoAnswer.TIMED_OUT),
                arguments(new org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException("late"),
                        NoAnswer.TIMED_OUT),
                arguments(new ConnectionPoolTooBusyException("no place in the queue"), NoAnswer.NOT_TRIED),
                arguments(new NoRouteToHostException("no route"), NoAnswer.NOT_CONNECTED),
                arguments(new UnresolvedAddressException(), NoAnswer.NO_ADDRESS),
                arguments(new IOException("connection reset"), NoAnswer.BROKEN),
                arguments(new SocketException("Connection reset"), NoAnswer.BROKEN),
                arguments(new HttpClosedException("Connection was closed"), NoAnswer.BROKEN),
                arguments(new StreamResetException(8), NoAnswer.BROKEN),
                arguments(new IllegalStateException("anything"), NoAnswer.UNCLEAR));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void tellsWhyThereWasNoAnswer(Throwable failure, NoAnswer expected) {
        assertThat(OutcomeRule.kindOf(failure)).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(NoAnswer.class)
    void sendsAgainOnlyWhatProvablyDidNotLeave(NoAnswer kind) {
        var again = OutcomeRule.of(kind) instanceof NotAccepted;
        assertThat(again).isEqualTo(switch (kind) {
            case NOT_CONNECTED, NO_ADDRESS, NO_TRUST, NOT_TRIED -> true;
            case TIMED_OUT, BROKEN, UNCLEAR -> false;
        });
    }
}
