package dev.hilo.simulator.message;

import java.util.List;
import java.util.Optional;

import dev.hilo.simulator.wire.Tn;

/**
 * Something a customer writes.
 *
 * @param to one number of ours, or the members of a group in the order in which the carrier lists them
 * @param media paths of the media shelf, or whole addresses
 * @param encoded whether the text is form-encoded, whatever the switch of that name says
 * @param refId overrides the id that the carrier would give
 */
public record InboundText(Tn from, List<Tn> to, String text, List<String> media, Optional<Boolean> encoded,
        Optional<String> refId) {
}
