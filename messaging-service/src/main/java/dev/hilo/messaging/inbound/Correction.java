package dev.hilo.messaging.inbound;

import java.util.List;
import java.util.UUID;

import dev.hilo.messaging.conversation.Message;
import org.jspecify.annotations.Nullable;

/**
 * A message that is no longer what everybody saw, since its delivery was read again.
 *
 * @param eventId the reading that put it right
 * @param before what it said until then
 * @param dropped parts that are not of this message after all
 * @param kept parts that stay, each at its place now
 * @param movedTo the message that is shown instead, between other numbers
 */
record Correction(UUID id, Message message, UUID eventId, String before, List<UUID> dropped, List<Kept> kept,
        @Nullable Message movedTo) {

    /** @param position its place among the parts now */
    record Kept(UUID part, int position) {
    }
}
