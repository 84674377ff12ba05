package dev.hilo.provisioning.order;

/** A point of a step at which a worker may die. */
enum Boundary {
    /** The start is committed; the carrier has not been called. */
    STARTED,
    /** The carrier has answered; the end is not committed. */
    ANSWERED,
    /** The end is committed; the next step has not been started. */
    ENDED
}
