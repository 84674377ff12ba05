package dev.hilo.messaging.problem;

import java.net.ConnectException;
import java.sql.SQLException;
import java.util.concurrent.TimeoutException;

import jakarta.persistence.PersistenceException;

import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
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
        assertThat(Outage.isOutage(new PersistenceException(new SQLException("no", state)))).isEqualTo(away);
    }

    @ParameterizedTest(name = "SQL state {0}: {1}")
    @CsvSource(textBlock = """
            08006, AWAY
            53300, AWAY
            57P01, AWAY
            40001, AWAY
            57014, AWAY
            25006, AWAY
            42P01, AWAY
            42501, AWAY
            XX000, AWAY
            22021, REFUSED
            22P02, REFUSED
            23505, REFUSED
            23502, REFUSED
            54000, REFUSED
            """)
    void onlyWhatTheDatabaseRefusesForItsContentIsPutAside(String state, Outage.Verdict verdict) {
        assertThat(Outage.verdict(new PgException("no", "ERROR", state, null))).isEqualTo(verdict);
        assertThat(Outage.verdict(new IllegalStateException(new PgException("no", "ERROR", state, null))))
                .isEqualTo(verdict);
    }

    @Test
    void whateverADriverSaysItsTypeDecidesWhetherARecordWaits() {
        assertThat(Outage.verdict(new NoStackTraceThrowable("worded anew"))).isEqualTo(Outage.Verdict.AWAY);
        assertThat(Outage.verdict(ClosedConnectionException.INSTANCE)).isEqualTo(Outage.Verdict.AWAY);
        assertThat(Outage.verdict(new ConnectException("refused"))).isEqualTo(Outage.Verdict.AWAY);
        assertThat(Outage.verdict(new TimeoutException())).isEqualTo(Outage.Verdict.AWAY);
        assertThat(Outage.verdict(new IllegalStateException("Connection is closed"))).isEqualTo(Outage.Verdict.UNCLEAR);
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
