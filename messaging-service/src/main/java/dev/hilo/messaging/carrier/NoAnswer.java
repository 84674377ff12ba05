package dev.hilo.messaging.carrier;

/** Why a call ended without an HTTP answer. */
enum NoAnswer {
    /** The connection was refused or could not be made: no byte left. */
    NOT_CONNECTED,
    /** The name has no address. */
    NO_ADDRESS,
    /** The TLS handshake failed: the request was not sent. */
    NO_TRUST,
    /** Circuit breaker or bulkhead kept the call back. */
    NOT_TRIED,
    /** Nothing came in time, after bytes may have left. */
    TIMED_OUT,
    /** The connection broke while the call was under way. */
    BROKEN,
    /** Anything else; treated as if bytes had left. */
    UNCLEAR
}
