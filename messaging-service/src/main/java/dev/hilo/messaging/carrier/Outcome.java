package dev.hilo.messaging.carrier;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/** What handing a text to the carrier came to. */
public sealed interface Outcome {

    /**
     * The carrier has it.
     *
     * @param refId its reference, opaque; receipts name it. Absent when the answer had none
     */
    record Accepted(@Nullable String refId) implements Outcome {
    }

    /**
     * The carrier said no, and will say no again.
     *
     * @param code the carrier's, or {@code http-404} when it gave none
     * @param words the carrier's own
     */
    record Refused(String code, String words) implements Outcome {
    }

    /**
     * Provably not taken: it may be sent again.
     *
     * @param retryAfter how long the carrier asks us to wait
     */
    record NotAccepted(Reason reason, @Nullable Duration retryAfter) implements Outcome {
    }

    /** It may have been taken, or not. Nobody but a receipt or a person settles that; the carrier has no idempotency key. */
    record Unknown(String why) implements Outcome {
    }

    /** Why a text was provably not taken. */
    enum Reason {
        /** No connection, no address, or our own guard kept the call back. */
        UNREACHABLE,
        /** Too many requests. */
        RATE_LIMITED,
        /** A door before the carrier's application sent us away. */
        BUSY,
        /** Our credentials are not accepted: the next text would fare no better. */
        UNAUTHORIZED
    }
}
