package dev.hilo.contracts.messaging;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Where a message stands. It only ever moves forward:
 *
 * <pre>
 * queued ──▶ sending ──▶ sent ──▶ delivered
 *   │           │          └────▶ failed
 *   │           ├──▶ failed
 *   │           ├──▶ queued        (provably not accepted: tried again later)
 *   │           └──▶ unconfirmed ──▶ sent | delivered | failed
 *   └──▶ failed                    (expired, or blocked before it left)
 *
 * received ──▶ read                (inbound; an agent read it)
 * </pre>
 *
 * A carrier has no "read" for what we send, so nothing outbound ever claims it.
 */
public enum MessageStatus {
    QUEUED, SENDING, SENT, DELIVERED, FAILED, UNCONFIRMED, RECEIVED, READ;

    /** Whether the step is one of the arrows above. */
    public boolean canBecome(MessageStatus next) {
        return switch (this) {
            case QUEUED -> next == SENDING || next == FAILED;
            case SENDING ->
                next == QUEUED || next == SENT || next == FAILED || next == UNCONFIRMED || next == DELIVERED;
            case UNCONFIRMED -> next == SENT || next == DELIVERED || next == FAILED;
            case SENT -> next == DELIVERED || next == FAILED;
            case RECEIVED -> next == READ;
            case DELIVERED, FAILED, READ -> false;
        };
    }

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
