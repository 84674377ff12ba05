package dev.hilo.contracts.messaging;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.hilo.contracts.ConversationKey;
import dev.hilo.contracts.HiloEvent;

/**
 * What happened to a conversation: the topic {@code conversation.events}, keyed by {@link ConversationKey#wire()}.
 * Each carries the thread as it stands after it, so that a reader can act without calling back.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({@JsonSubTypes.Type(value = ConversationEvent.MessageReceived.class, name = "message.received.v1"),
        @JsonSubTypes.Type(value = ConversationEvent.MessageQueued.class, name = "message.queued.v1"),
        @JsonSubTypes.Type(value = ConversationEvent.MessageChanged.class, name = "message.changed.v1"),
        @JsonSubTypes.Type(value = ConversationEvent.StatusChanged.class, name = "message.status-changed.v1"),
        @JsonSubTypes.Type(value = ConversationEvent.ThreadChanged.class, name = "thread.changed.v1"),
        @JsonSubTypes.Type(value = ConversationEvent.ThreadRead.class, name = "thread.read.v1")})
public sealed interface ConversationEvent extends HiloEvent {

    /** The thread after the event. */
    ThreadView thread();

    default ConversationKey conversation() {
        return new ConversationKey(thread().did(), thread().external());
    }

    /** An event that took the next number of its thread: together they have no gap. */
    sealed interface Sequenced extends ConversationEvent {

        /** The number it took; equal to {@code thread().lastSeq()} when it was written. */
        long seq();
    }

    /** A sequenced event about one message, with the message as it stands after it. */
    sealed interface OfMessage extends Sequenced {

        MessageView message();
    }

    /** A contact's text arrived. */
    record MessageReceived(UUID id, Instant occurredAt, long seq, ThreadView thread, MessageView message)
            implements
                OfMessage {
    }

    /** A text of ours was accepted and waits, or a note was written. */
    record MessageQueued(UUID id, Instant occurredAt, long seq, ThreadView thread, MessageView message)
            implements
                OfMessage {
    }

    /** A message changed without moving: a repeat was folded into it, a medium was copied, it waits for something else. */
    record MessageChanged(UUID id, Instant occurredAt, long seq, ThreadView thread, MessageView message)
            implements
                OfMessage {
    }

    /** A message moved to another state. */
    record StatusChanged(UUID id, Instant occurredAt, long seq, ThreadView thread, MessageView message)
            implements
                OfMessage {
    }

    /** Labels, assignee, state or name changed. */
    record ThreadChanged(UUID id, Instant occurredAt, long seq, ThreadView thread) implements Sequenced {
    }

    /**
     * One agent read the thread: news for that agent's other windows only, so it takes no number.
     *
     * @param user whose reading it was
     * @param readSeq read up to here
     * @param readInbound inbound messages read: unread is {@code thread.inboundCount} less this
     */
    record ThreadRead(UUID id, Instant occurredAt, ThreadView thread, String user, long readSeq, long readInbound)
            implements
                ConversationEvent {
    }
}
