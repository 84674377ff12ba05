package dev.hilo.provisioning.carrier;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * The carrier could not be asked, did not answer clearly, or said no. Its message is for logs and never quotes the
 * request; {@link #words} are the carrier's own, for people who may see numbers.
 */
public final class CarrierFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What a failure proves. */
    public enum Kind {
        /** Nothing reached the carrier: refused connection, unknown host, our own breaker or bulkhead. */
        NOT_SENT,
        /** It may or may not have taken effect: timeout, reset, 5xx, an answer that cannot be read. */
        UNCERTAIN,
        /** Refused for now: 429 or 503. */
        BUSY,
        /** The credentials are wrong or were withdrawn. */
        UNAUTHORIZED,
        /** There is no such number, webhook or campaign (yet). */
        NOT_FOUND,
        /** Does not go together with the present state. */
        CONFLICT,
        /** Any other no: malformed, no funds, service not enabled, agreement missing. */
        REFUSED
    }

    private final Kind kind;
    private final String code;
    private final String words;
    private final transient @Nullable Duration retryAfter;

    CarrierFailure(Kind kind, String code, String words, @Nullable Duration retryAfter) {
        super(kind + " " + code, null, false, false);
        this.kind = kind;
        this.code = code;
        this.words = words;
        this.retryAfter = retryAfter;
    }

    public static CarrierFailure of(Kind kind, String code, String words) {
        return new CarrierFailure(kind, code, words, null);
    }

    public Kind kind() {
        return kind;
    }

    /** The carrier's four-digit code, else the HTTP status, else a word of ours such as {@code timeout}. */
    public String code() {
        return code;
    }

    public String words() {
        return words;
    }

    /** How long the carrier asked us to wait; null when it did not. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
