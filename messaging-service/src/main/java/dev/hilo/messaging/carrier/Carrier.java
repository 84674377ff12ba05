package dev.hilo.messaging.carrier;

import io.smallrye.mutiny.Uni;

/** Whoever takes our texts to the handsets. */
@FunctionalInterface
public interface Carrier {

    /**
     * Hands over one text. It never fails: whatever happens is an {@link Answered}, because what is not known must be
     * told apart from what was refused.
     */
    Uni<Answered> send(CarrierMessage message);
}
