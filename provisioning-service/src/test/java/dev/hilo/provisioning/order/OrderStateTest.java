package dev.hilo.provisioning.order;

import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OrderStateTest {

    private static final Map<OrderState, Set<OrderState>> MOVES = Map.of(
            OrderState.RUNNING, Set.of(OrderState.FAILED, OrderState.DONE, OrderState.GONE,
                    OrderState.CANCELLED),
            OrderState.FAILED, Set.of(OrderState.RUNNING, OrderState.CANCELLED),
            OrderState.DONE, Set.of(), OrderState.GONE, Set.of(), OrderState.CANCELLED, Set.of());

    @Test
    void movesOnlyWhereItMay() {
        for (var from : OrderState.values()) {
            for (var to : OrderState.values()) {
                assertThat(from.canBecome(to)).as(from + " to " + to).isEqualTo(MOVES.get(from).contains(to));
            }
        }
    }

    @Test
    void isOpenWhileItCanMove() {
        assertThat(OrderState.values()).allSatisfy(
                state -> assertThat(state.isOpen()).isEqualTo(!MOVES.get(state).isEmpty()));
    }
}
