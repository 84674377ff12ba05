package dev.hilo.provisioning.order;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BesideTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
            PROVISION, PROVISION, RUNNING, ANSWER
            PROVISION, PROVISION, FAILED,  RESUME
            PROVISION, RELEASE,   RUNNING, REFUSE
            PROVISION, RELEASE,   FAILED,  REPLACE
            RELEASE,   RELEASE,   RUNNING, ANSWER
            RELEASE,   RELEASE,   FAILED,  RESUME
            RELEASE,   PROVISION, RUNNING, REFUSE
            RELEASE,   PROVISION, FAILED,  REPLACE
            ADOPT,     PROVISION, RUNNING, ANSWER
            PROVISION, ADOPT,     RUNNING, ANSWER
            PROVISION, ADOPT,     FAILED,  REPLACE
            ADOPT,     PROVISION, FAILED,  REPLACE
            REPAIR,    REPAIR,    RUNNING, ANSWER
            REPAIR,    REPAIR,    FAILED,  RESUME
            REPAIR,    RELEASE,   RUNNING, REFUSE
            RELEASE,   REPAIR,    RUNNING, REFUSE
            RELEASE,   REPAIR,    FAILED,  REPLACE
            PROVISION, REPAIR,    RUNNING, REFUSE
            MOVE,      MOVE,      RUNNING, ANSWER
            MOVE,      MOVE,      FAILED,  RESUME
            MOVE,      REPAIR,    RUNNING, REFUSE
            MOVE,      REPAIR,    FAILED,  REPLACE
            MOVE,      RELEASE,   RUNNING, REFUSE
            RELEASE,   MOVE,      FAILED,  REPLACE
            REPAIR,    MOVE,      FAILED,  REPLACE
            REPAIR,    MOVE,      RUNNING, REFUSE
            """)
    void decidesByTheOpenOrder(OrderKind wish, OrderKind open, OrderState state, Beside outcome) {
        assertThat(Beside.of(wish, open, state)).isEqualTo(outcome);
    }

    @Test
    void knowsOnlyOpenOrders() {
        assertThatThrownBy(() -> Beside.of(OrderKind.PROVISION, OrderKind.PROVISION, OrderState.DONE))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
