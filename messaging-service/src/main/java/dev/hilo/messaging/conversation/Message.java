package dev.hilo.messaging.conversation;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import dev.hilo.contracts.ConversationKey;
import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.messaging.Direction;
import dev.hilo.contracts.messaging.MessageStatus;
import dev.hilo.contracts.messaging.MessageView;
import dev.hilo.messaging.media.Medium;
import org.jspecify.annotations.Nullable;

/** A line of a conversation while its row is locked. Only {@link Conversation} changes it. */
public final class Message {

    final UUID id;
    final UUID threadId;
    final ConversationKey key;
    final long seq;
    final Direction direction;
    final @Nullable String author;
    final @Nullable Long inboundNo;
    final Instant createdAt;
    List<PhoneNumber> participants;
    @Nullable
    String fingerprint;
    long changedSeq;
    MessageStatus status;
    String body;
    boolean reworded;
    List<Medium> media;
    @Nullable
    String providerMsgId;
    @Nullable
    String errorCode;
    @Nullable
    String errorText;
    int repeats;
    Instant updatedAt;
    @Nullable
    Instant readAt;
    @Nullable
    Instant sendAt;
    MessageView.@Nullable Waiting waiting;
    @Nullable
    String subject;
    List<String> mentions = List.of();

    Message(UUID id, UUID threadId, ConversationKey key, long seq, Direction direction, MessageStatus status,
            String body, List<Medium> media, @Nullable String author, List<PhoneNumber> participants,
            @Nullable Long inboundNo, @Nullable String fingerprint, Instant createdAt) {
        this.id = id;
        this.threadId = threadId;
        this.key = key;
        this.seq = seq;
        this.changedSeq = seq;
        this.direction = direction;
        this.status = status;
        this.body = body;
        this.media = List.copyOf(media);
        this.author = author;
        this.participants = List.copyOf(participants);
        this.inboundNo = inboundNo;
        this.fingerprint = fingerprint;
        this.createdAt = createdAt;
        this.updatedAt = createdAt;
        this.repeats = 1;
    }

    public UUID id() {
        return id;
    }

    public UUID threadId() {
        return threadId;
    }

    public ConversationKey key() {
        return key;
    }

    public long seq() {
        return seq;
    }

    public Direction direction() {
        return direction;
    }

    public MessageStatus status() {
        return status;
    }

    public String body() {
        return body;
    }

    public List<Medium> media() {
        return media;
    }

    public @Nullable String author() {
        return author;
    }

    /** Every number of a group; empty outside one. */
    public List<PhoneNumber> participants() {
        return participants;
    }

    public @Nullable String providerMsgId() {
        return providerMsgId;
    }

    public @Nullable String fingerprint() {
        return fingerprint;
    }

    public Instant createdAt() {
        return createdAt;
    }

    /** Its last change: for a text on its way, when it was last handed over or its outcome last recorded. */
    public Instant updatedAt() {
        return updatedAt;
    }

    /** The moment it was scheduled for. */
    public @Nullable Instant sendAt() {
        return sendAt;
    }

    /** What keeps it back while it is queued. */
    public MessageView.@Nullable Waiting waiting() {
        return waiting;
    }

    public @Nullable String errorCode() {
        return errorCode;
    }

    PhoneNumber from() {
        return direction == Direction.INBOUND ? key.contact() : key.did();
    }

    PhoneNumber to() {
        return direction == Direction.INBOUND ? key.did() : key.contact();
    }
}
