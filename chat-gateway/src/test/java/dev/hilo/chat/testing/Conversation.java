package dev.hilo.chat.testing;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

import dev.hilo.contracts.ConversationKey;
import dev.hilo.contracts.MessageId;
import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.ThreadId;
import dev.hilo.contracts.messaging.ConversationEvent;
import dev.hilo.contracts.messaging.Direction;
import dev.hilo.contracts.messaging.MessageStatus;
import dev.hilo.contracts.messaging.MessageView;
import dev.hilo.contracts.messaging.ThreadView;

/** One conversation and what happens in it, each event with the next number. */
public final class Conversation {

    private final ThreadId id = new ThreadId(UUID.randomUUID());
    private final PhoneNumber did;
    private final PhoneNumber contact;
    private long seq;
    private long inbound;

    private Conversation(PhoneNumber did, PhoneNumber contact) {
        this.did = did;
        this.contact = contact;
    }

    public static Conversation of(PhoneNumber did, String contact) {
        return new Conversation(did, PhoneNumber.of(contact));
    }

    public ThreadId id() {
        return id;
    }

    public PhoneNumber did() {
        return did;
    }

    public long lastSeq() {
        return seq;
    }

    public ConversationKey key() {
        return new ConversationKey(did, contact);
    }

    public ConversationEvent.MessageReceived receives(String text) {
        seq++;
        inbound++;
        return new ConversationEvent.MessageReceived(UUID.randomUUID(), now(), seq, thread(),
                message(UUID.randomUUID(), Direction.INBOUND, MessageStatus.RECEIVED, text));
    }

    public ConversationEvent.StatusChanged delivers(UUID message) {
        seq++;
        return new ConversationEvent.StatusChanged(UUID.randomUUID(), now(), seq, thread(),
                message(message, Direction.OUTBOUND, MessageStatus.DELIVERED, "hi"));
    }

    public ConversationEvent.ThreadChanged isRelabelled() {
        seq++;
        return new ConversationEvent.ThreadChanged(UUID.randomUUID(), now(), seq, thread());
    }

    public ConversationEvent.ThreadRead isReadBy(String user) {
        return new ConversationEvent.ThreadRead(UUID.randomUUID(), now(), thread(), user, seq, inbound);
    }

    private ThreadView thread() {
        return new ThreadView(id, did, contact, null, null, now(), seq, inbound, true, List.of(), null,
                ThreadView.State.OPEN, false, null, null, null, null);
    }

    private MessageView message(UUID message, Direction direction, MessageStatus status, String text) {
        return new MessageView(new MessageId(message), id, seq, direction, status, contact, did, text, List.of(), null,
                null, null, null, 1, null, List.of(), now(), now(), null, null, null, null,
                List.of());
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }
}
