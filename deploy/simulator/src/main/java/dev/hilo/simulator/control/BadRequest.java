package dev.hilo.simulator.control;

/** A control request that cannot be understood; the message says what is wrong. */
final class BadRequest extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BadRequest(String message) {
        super(message);
    }
}
