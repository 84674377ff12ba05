package dev.hilo.provisioning.order;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hilo.contracts.provisioning.OrderRecord;

/**
 * How far an order is. A number has at most one open order ({@code RUNNING} or {@code FAILED}).
 *
 * <pre>
 * RUNNING ──▶ DONE
 *  │  ▲  └──▶ GONE       sold to somebody else before we could buy it
 *  ▼  │  ├──▶ CANCELLED  the number is kept after all
 * FAILED ─┘             another order has taken its place
 * </pre>
 */
enum OrderState {

    @JsonProperty("running")
    RUNNING, @JsonProperty("failed")
    FAILED, @JsonProperty("done")
    DONE, @JsonProperty("gone")
    GONE, @JsonProperty("cancelled")
    CANCELLED;

    boolean isOpen() {
        return switch (this) {
            case RUNNING, FAILED -> true;
            case DONE, GONE, CANCELLED -> false;
        };
    }

    boolean canBecome(OrderState next) {
        return switch (this) {
            case RUNNING -> next == FAILED || next == DONE || next == GONE || next == CANCELLED;
            case FAILED -> next == RUNNING || next == CANCELLED;
            case DONE, GONE, CANCELLED -> false;
        };
    }

    OrderRecord.State onTheWire() {
        return switch (this) {
            case RUNNING -> OrderRecord.State.RUNNING;
            case FAILED -> OrderRecord.State.FAILED;
            case DONE -> OrderRecord.State.DONE;
            case GONE -> OrderRecord.State.GONE;
            case CANCELLED -> OrderRecord.State.CANCELLED;
        };
    }
}
