package dev.hilo.contracts.messaging;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class MessageStatusTest {

    /** Every pair: a step that is not listed here is none. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            QUEUED      | SENDING FAILED
            SENDING     | QUEUED SENT DELIVERED FAILED UNCONFIRMED
            SENT        | DELIVERED FAILED
            UNCONFIRMED | SENT DELIVERED FAILED
            DELIVERED   |
            FAILED      |
            RECEIVED    | READ
            READ        |
            """)
    void movesForwardOnly(MessageStatus from, String next) {
        List<String> allowed = next == null ? List.of() : List.of(next.split(" "));

        for (var to : MessageStatus.values()) {
            assertThat(from.canBecome(to)).as("%s → %s", from, to).isEqualTo(allowed.contains(to.name()));
        }
    }

    @Test
    void isWrittenInLowerCase() {
        assertThat(MessageStatus.UNCONFIRMED.wire()).isEqualTo("unconfirmed");
    }
}
