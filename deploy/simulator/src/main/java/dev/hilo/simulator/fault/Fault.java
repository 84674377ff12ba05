package dev.hilo.simulator.fault;

/** What happens to a call of the API instead of the plain answer. */
public enum Fault {

    OK("ok"),
    /** 400 "Property missing, invalid or malformed". */
    BAD_REQUEST("400"),
    /** 401 without a body, whatever the credentials. */
    UNAUTHORIZED("401"),
    /** 403 "Insufficient funds or service not enabled". */
    FORBIDDEN("403"),
    /** 404. */
    NOT_FOUND("404"),
    /** 409 "Conflict, see body". */
    CONFLICT("409"),
    /** 412 "Applicable agreement lacks consent, see body for details". */
    NO_CONSENT("412"),
    /** 429, with {@code Retry-After} when the switch {@code retryAfter} is set. */
    TOO_MANY("429"),
    /** 500 with an error body. */
    ERROR("500"),
    /** 500 with a page for people. */
    HTML_ERROR("html500"),
    /** 503, with {@code Retry-After} when the switch {@code retryAfter} is set. */
    UNAVAILABLE("503"),
    /** HTTP 200 around {@code "Status":"Failed"}. */
    ERROR_AS_200("200-error"),
    /** HTTP 200 without a body. */
    EMPTY("empty"),
    /** The plain answer, {@code delayMs} later. */
    SLOW("slow"),
    /** The call takes effect, but its answer is withheld for {@code delayMs}; then the connection is closed. */
    TIMEOUT_AFTER_ACCEPT("timeout-after-accept"),
    /** The connection is closed once the request has been read. */
    RESET("reset"),
    /** messageSend only: HTTP 200 whose {@code Results[].Status} is {@code FAILED}. */
    RECIPIENT_FAILED("recipient-failed"),
    /** A purchase only: the number was sold to somebody else a moment ago (7501). */
    SOLD("sold");

    private final String word;

    Fault(String word) {
        this.word = word;
    }

    /** The word of the control API. */
    @Override
    public String toString() {
        return word;
    }
}
