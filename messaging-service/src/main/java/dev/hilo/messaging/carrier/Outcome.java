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
     * The carrier said no, and will say no again until somebody changes something.
     *
     * @param code the carrier's, as it came; {@code http-404} when it gave none
     * @param words the carrier's own
     */
    record Refused(Why why, String code, String words) implements Outcome {
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

    /** Why a text was refused for good; clients put the word into plain language and say who must act. */
    enum Why {
        /** The account has no money left, or the service is not booked. */
        FUNDS("carrier-funds"),
        /** Our number is not enabled for texts, or has no campaign at the carrier. */
        NUMBER("carrier-number"),
        /** Something about the request: a field is missing or malformed. */
        CONTENT("carrier-content"),
        /** The request was fine, this recipient was not. */
        RECIPIENT("recipient-refused"),
        /** Anything else; the carrier's words are all there is. */
        OTHER("carrier-refused");

        private final String word;

        Why(String word) {
            this.word = word;
        }

        /** A failed message's stable {@code errorCode}. */
        public String word() {
            return word;
        }
    }

    /** Why a text was provably not taken. */
    enum Reason {
        /** No connection, no address, or our own guard kept the call back. */
        UNREACHABLE,
        /** Too many requests. */
        RATE_LIMITED,
        /** A door before the carrier's application sent us away. */
        BUSY,
        /** The carrier says of this recipient that it failed, and that it will pass. */
        PASSING,
        /** Our credentials are not accepted: the next text would fare no better. */
        UNAUTHORIZED
    }
}
