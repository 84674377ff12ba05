package dev.hilo.messaging.problem;

import java.net.ConnectException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

import io.vertx.pgclient.PgException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class PromptTest {

    static Stream<Arguments> failures() {
        return Stream.of(
                arguments(new ConnectException("refused"), true),
                arguments(new IllegalStateException(new ConnectException("refused")), true),
                arguments(new TimeoutException(), true),
                arguments(new io.smallrye.mutiny.TimeoutException(), true),
                arguments(refusal("57P01"), true),
                arguments(refusal("57P03"), true),
                arguments(refusal("53300"), true),
                arguments(refusal("40P01"), true),
                arguments(refusal("25006"), true),
                arguments(refusal("57014"), false),
                arguments(refusal("23505"), false),
                arguments(refusal("22021"), false),
                arguments(new IllegalStateException("a bug"), false));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void tellsADatabaseThatIsAwayFromOneThatSaysNo(Throwable failure, boolean outage) {
        assertThat(Outage.isOutage(failure)).isEqualTo(outage);
    }

    private static PgException refusal(String state) {
        return new PgException("no", "ERROR", state, null);
    }
}
