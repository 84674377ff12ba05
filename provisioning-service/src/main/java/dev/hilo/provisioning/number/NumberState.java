package dev.hilo.provisioning.number;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.hilo.contracts.provisioning.NumberRecord;

/**
 * How far a number has come.
 *
 * <pre>
 * PROVISIONING ──verified──▶ ACTIVE ──to be given back──▶ RELEASING ──given back──▶ RELEASED
 *   │      ▲                    ▲                           │ │   ▲                    │
 *   │      │                    └───────────kept────────────┘ │   │                    │
 *   failed └──tried again── FAILED ◀──the carrier refuses─────┘   │                    │
 *   └───────────────────────▶ └─────────to be given back──────────┘                    │
 *                                   bought again: PROVISIONING ◀───────────────────────┘
 * </pre>
 */
public enum NumberState {

    /** Being bought or configured. */
    PROVISIONING,
    /** Read back from the carrier and as wanted. */
    ACTIVE,
    /** A step of its order failed and waits for a person. */
    FAILED,
    /** To be given back when its cooling period is over: texts still arrive, and nothing is sent any more. */
    RELEASING,
    /** Given back; its threads stay readable. */
    RELEASED;

    boolean canBecome(NumberState next) {
        return switch (this) {
            case PROVISIONING -> next == ACTIVE || next == FAILED;
            case ACTIVE, FAILED -> next == PROVISIONING || next == RELEASING;
            case RELEASING -> next == ACTIVE || next == FAILED || next == RELEASED;
            case RELEASED -> next == PROVISIONING;
        };
    }

    NumberRecord.State onTheWire() {
        return switch (this) {
            case PROVISIONING -> NumberRecord.State.PROVISIONING;
            case ACTIVE -> NumberRecord.State.ACTIVE;
            case FAILED -> NumberRecord.State.FAILED;
            case RELEASING -> NumberRecord.State.RELEASING;
            case RELEASED -> NumberRecord.State.RELEASED;
        };
    }

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
