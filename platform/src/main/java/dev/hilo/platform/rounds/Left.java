package dev.hilo.platform.rounds;

/** What a round left undone. */
public enum Left {

    NOTHING,
    /** As much as one round does was there, and probably more. */
    MORE
}
