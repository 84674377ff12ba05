package dev.hilo.provisioning.number;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class NumberStateTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
            PROVISIONING, PROVISIONING, false
            PROVISIONING, ACTIVE,       true
            PROVISIONING, FAILED,       true
            PROVISIONING, RELEASING,    false
            PROVISIONING, RELEASED,     false
            ACTIVE,       PROVISIONING, true
            ACTIVE,       ACTIVE,       false
            ACTIVE,       FAILED,       false
            ACTIVE,       RELEASING,    true
            ACTIVE,       RELEASED,     false
            FAILED,       PROVISIONING, true
            FAILED,       ACTIVE,       false
            FAILED,       FAILED,       false
            FAILED,       RELEASING,    true
            FAILED,       RELEASED,     false
            RELEASING,    PROVISIONING, false
            RELEASING,    ACTIVE,       true
            RELEASING,    FAILED,       true
            RELEASING,    RELEASING,    false
            RELEASING,    RELEASED,     true
            RELEASED,     PROVISIONING, true
            RELEASED,     ACTIVE,       false
            RELEASED,     FAILED,       false
            RELEASED,     RELEASING,    false
            RELEASED,     RELEASED,     false
            """)
    void movesOnlyWhereItMay(NumberState from, NumberState to, boolean may) {
        assertThat(from.canBecome(to)).isEqualTo(may);
    }
}
