package dev.hilo.messaging.receipt;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class CorrelationTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
            Your table is ready at 8, Your tab...,    true
            Your table is ready at 8, Your table is ready at 8, true
            Your table is ready at 8, Your  table.., true
            Your table is ready at 8, ...,            true
            Your table is ready at 8, ,               true
            Your table is ready at 8, My tab...,      false
            Hi,                       Hi there...,    false
            """)
    void recognisesTheBeginningOfOurText(String body, String prefix, boolean fits) {
        assertThat(Correlation.beginsWith(body, prefix)).isEqualTo(fits);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            DELIVRD, DELIVERED, ,                true
            UNDELIV, FAILED,    undelivered,     true
            REJECTD, FAILED,    rejected,        true
            EXPIRED, FAILED,    carrier-expired, true
            DELETED, FAILED,    carrier-deleted, true
            ACCEPTD, ,          ,                true
            UNKNOWN, ,          ,                true
            WOBBLE,  ,          ,                false
            """)
    void knowsTheWordsOfTheCarrier(String stat, dev.hilo.contracts.messaging.MessageStatus becomes, String errorCode,
            boolean known) {
        assertThat(DeliveryWord.of(stat)).isEqualTo(new DeliveryWord(becomes, errorCode, known));
    }
}
