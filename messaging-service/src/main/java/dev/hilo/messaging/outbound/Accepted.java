package dev.hilo.messaging.outbound;

import dev.hilo.contracts.MessageId;
import dev.hilo.contracts.ThreadId;
import dev.hilo.contracts.messaging.MessageStatus;

/** The answer to an accepted text: it is stored, and will be sent or named failed. */
public record Accepted(MessageId id, ThreadId threadId, MessageStatus status, long seq) {
}
