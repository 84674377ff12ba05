package dev.hilo.simulator.fault;

/** A switch that does not exist, or a value that it does not take; the message says which. */
public final class BadSwitch extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BadSwitch(String message) {
        super(message);
    }
}
