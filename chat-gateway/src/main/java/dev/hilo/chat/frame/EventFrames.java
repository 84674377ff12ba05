package dev.hilo.chat.frame;

import dev.hilo.contracts.messaging.ConversationEvent;

/**
 * Which frame tells an event to whom. A change of a message is told twice: in full to those who have the thread open, and
 * as the thread's new state to everybody who may see it. The full one goes first, so that the number it took is not
 * taken for one without a message.
 */
public final class EventFrames {

    private EventFrames() {
    }

    /** For those who have the thread open. */
    public static ServerFrame forReaders(ConversationEvent.Sequenced event) {
        return switch (event) {
            case ConversationEvent.MessageReceived it -> message(it);
            case ConversationEvent.MessageQueued it -> message(it);
            case ConversationEvent.MessageChanged it -> message(it);
            case ConversationEvent.StatusChanged it -> status(it);
            case ConversationEvent.ThreadChanged it -> new ServerFrame.ThreadChanged(it.thread(), null);
        };
    }

    /** Whether the frame for the readers says more than the one for everybody. */
    public static boolean hasOwnFrameForReaders(ConversationEvent.Sequenced event) {
        return event instanceof ConversationEvent.OfMessage;
    }

    /** For everybody who may see the number. */
    public static ServerFrame forAll(ConversationEvent.Sequenced event) {
        return new ServerFrame.ThreadChanged(event.thread(), hasOwnFrameForReaders(event) ? true : null);
    }

    /** For the other windows of the person who read. */
    public static ServerFrame forThemselves(ConversationEvent.ThreadRead event) {
        return new ServerFrame.Read(event.thread().id(), event.readSeq(), event.readInbound());
    }

    private static ServerFrame message(ConversationEvent.OfMessage event) {
        return new ServerFrame.Message(event.thread().id(), event.seq(), event.message());
    }

    private static ServerFrame status(ConversationEvent.StatusChanged event) {
        var message = event.message();
        return new ServerFrame.Status(event.thread().id(), event.seq(), message.id(), message.status(),
                message.errorCode(), message.errorText(), message.providerMsgId(), message.updatedAt());
    }
}
