package dev.hilo.provisioning.number;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.hilo.contracts.provisioning.NumberRecord;

/**
 * How far a number has come.
 *
 * <pre>
 * PROVISIONING ──verified──▶ ACTIVE ──given back──▶ RELEASED
 *   │      ▲                                          │   ▲
 *   failed └──tried again── FAILED ──given back───────┼───┘
 *   └──────────────────────▶ ▲                        │
 *          bought again: PROVISIONING ◀───────────────┘
 * </pre>
 */
public enum NumberState {

    /** Being bought or configured. */
    PROVISIONING,
    /** Read back from the carrier and as wanted. */
    ACTIVE,
    /** A step of its order failed and waits for a person. */
    FAILED,
    /** Given back; its threads stay readable. */
    RELEASED;

    boolean canBecome(NumberState next) {
        return switch (this) {
            case PROVISIONING -> next != PROVISIONING;
            case ACTIVE -> next == RELEASED || next == PROVISIONING;
            case FAILED -> next == PROVISIONING || next == RELEASED;
            case RELEASED -> next == PROVISIONING;
        };
    }

    NumberRecord.State onTheWire() {
        return switch (this) {
            case PROVISIONING -> NumberRecord.State.PROVISIONING;
            case ACTIVE -> NumberRecord.State.ACTIVE;
            case FAILED -> NumberRecord.State.FAILED;
            case RELEASED -> NumberRecord.State.RELEASED;
        };
    }

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
