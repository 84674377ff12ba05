package dev.hilo.messaging.problem;

import java.net.ConnectException;

import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class OutageRuleTest {

    @ParameterizedTest(name = "SQL state {0}: {1}")
    @CsvSource(textBlock = """
            08006, true
            53300, true
            57P01, true
            40001, true
            57014, false
            22021, false
            23505, false
            42P01, false
            """)
    void aDatabaseThatIsAwayIsNoReasonToDropAndOneThatSaysNoIs(String state, boolean away) {
        assertThat(Outage.isOutage(new PgException("no", "ERROR", state, null))).isEqualTo(away);
    }

    @Test
    void aPoolThatIsClosedBecauseTheServiceStopsRefusesNothing() {
        assertThat(Outage.isOutage(new NoStackTraceThrowable("Pool closed"))).isTrue();
    }

    @Test
    void aConnectionThatCannotBeMadeIsAnOutageHoweverDeepItStands() {
        assertThat(Outage.isOutage(new IllegalStateException(new ConnectException("refused")))).isTrue();
        assertThat(Outage.isOutage(new IllegalStateException("a bug of ours"))).isFalse();
    }
}
