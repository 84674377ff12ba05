package dev.hilo.messaging.carrier;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;

import dev.hilo.messaging.carrier.Outcome.Accepted;
import dev.hilo.messaging.carrier.Outcome.NotAccepted;
import dev.hilo.messaging.carrier.Outcome.Reason;
import dev.hilo.messaging.carrier.Outcome.Refused;
import dev.hilo.messaging.carrier.Outcome.Unknown;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** The table is the specification. */
class OutcomeRuleTest {

    private static final String SUCCESS = "\"Results\":[{\"To\":\"13105551212\",\"Status\":\"SUCCESS\"}]";

    static Stream<Arguments> answers() {
        return Stream.of(
                arguments("accepted, short reference", 200, "{\"RefId\":\"7C19E0A4\"," + SUCCESS + "}", null,
                        new Accepted("7C19E0A4")),
                arguments("accepted, UUID, unknown fields", 200,
                        "{\"RefId\":\"5a66dee6-ff7a-40ee-8218-5805c074dc01\",\"New\":{\"a\":1}," + SUCCESS + "}", null,
                        new Accepted("5a66dee6-ff7a-40ee-8218-5805c074dc01")),
                arguments("accepted without a reference", 200, "{" + SUCCESS + "}", null, new Accepted(null)),
                arguments("accepted without results", 200, "{\"RefId\":\"7C19E0A4\"}", null, new Accepted("7C19E0A4")),
                arguments("an error body inside a 200", 200,
                        "{\"Status\":\"Failed\",\"Code\":\"7501\",\"Description\":\"Not enabled\"}", null,
                        new Refused("7501", "Not enabled")),
                arguments("a code inside a 200", 200, "{\"Code\":\"7401\",\"Description\":\"Sender SMS disabled\"}",
                        null, new Refused("7401", "Sender SMS disabled")),
                arguments("a recipient's failure inside a 200", 200,
                        "{\"RefId\":\"7C19E0A4\",\"Results\":[{\"To\":\"1\",\"Status\":\"INVALID\"}]}", null,
                        new Refused("not-success", "INVALID")),
                arguments("a description that is an object", 200,
                        "{\"Status\":\"Failed\",\"Code\":\"1\",\"Description\":{\"sms\":true}}", null,
                        new Refused("1", "{\"sms\":true}")),
                arguments("an empty 200", 200, "", null, new Unknown("empty-answer")),
                arguments("HTML", 200, "<html><body>Welcome</body></html>", null, new Unknown("unreadable-answer")),
                arguments("JSON, but no answer", 200, "[]", null, new Unknown("unreadable-answer")),
                arguments("JSON without anything known", 200, "{\"ok\":true}", null, new Unknown("unreadable-answer")),
                arguments("cut JSON", 200, "{\"RefId\":\"7C19", null, new Unknown("unreadable-answer")),
                arguments("a redirect", 302, "", null, new Unknown("http-302")),
                arguments("400 with a body", 400, "{\"Code\":\"1001\",\"Description\":\"Malformed\"}", null,
                        new Refused("1001", "Malformed")),
                arguments("403 without a body", 403, "", null, new Refused("http-403", "")),
                arguments("404 with HTML", 404, "<html>", null, new Refused("http-404", "")),
                arguments("409", 409, "{\"Description\":\"Sender SMS disabled\",\"Code\":\"7401\"}", null,
                        new Refused("7401", "Sender SMS disabled")),
                arguments("another 4xx", 422, "", null, new Refused("http-422", "")),
                arguments("401", 401, "", null, new NotAccepted(Reason.UNAUTHORIZED, null)),
                arguments("408", 408, "", null, new Unknown("http-408")),
                arguments("429", 429, "", null, new NotAccepted(Reason.RATE_LIMITED, null)),
                arguments("429 with a time", 429, "", "7", new NotAccepted(Reason.RATE_LIMITED, Duration.ofSeconds(7))),
                arguments("429 with nonsense", 429, "", "soon", new NotAccepted(Reason.RATE_LIMITED, null)),
                arguments("a door's 503", 503, "<html>busy</html>", "3",
                        new NotAccepted(Reason.BUSY, Duration.ofSeconds(3))),
                arguments("the carrier's own 503", 503, "{\"Description\":\"An error occurred\"}", null,
                        new Unknown("http-503")),
                arguments("the carrier's own 503 with a time", 503, "{\"Description\":\"An error occurred\"}", "3",
                        new Unknown("http-503")),
                arguments("500", 500, "{\"Status\":\"Failed\"}", null, new Unknown("http-500")),
                arguments("502 with HTML", 502, "<html>", null, new Unknown("http-502")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("answers")
    void tellsWhatAnAnswerMeans(String name, int status, String body, String retryAfter, Outcome expected) {
        assertThat(OutcomeRule.of(status, body, retryAfter)).isEqualTo(expected);
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
                arguments(new IOException("connection reset"), NoAnswer.BROKEN),
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
