package dev.hilo.simulator.message;

/** There is nowhere to post to; the message says what is missing. */
public final class Unreachable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public Unreachable(String message) {
        super(message);
    }
}
