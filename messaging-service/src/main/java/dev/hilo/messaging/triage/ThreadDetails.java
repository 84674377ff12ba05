package dev.hilo.messaging.triage;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import dev.hilo.contracts.MessageId;
import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.ThreadId;
import dev.hilo.contracts.messaging.ConversationEvent;
import dev.hilo.contracts.messaging.Direction;
import dev.hilo.contracts.messaging.MessageStatus;
import dev.hilo.contracts.messaging.ThreadView;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/**
 * What people edit of a thread. It is loaded under the lock of its row and writes only the columns it changes, so it
 * and the message paths, which write the others under the same lock, never undo each other.
 */
@Entity
@Table(name = "thread")
@DynamicUpdate
class ThreadDetails {

    @Id
    private UUID id;

    @Column(name = "last_seq")
    private long lastSeq;

    private String[] labels;

    private @Nullable String assignee;

    @Enumerated(EnumType.STRING)
    private ThreadView.State state;

    @Column(updatable = false)
    private String did;

    @Column(updatable = false)
    private String external;

    @Column(name = "display_name", updatable = false)
    private @Nullable String displayName;

    @Column(name = "inbound_count", updatable = false)
    private long inboundCount;

    @Column(updatable = false)
    private boolean unanswered;

    @Column(name = "last_message_id", updatable = false)
    private @Nullable UUID lastMessageId;

    @Enumerated(EnumType.STRING)
    @Column(name = "last_message_direction", updatable = false)
    private @Nullable Direction lastMessageDirection;

    @Enumerated(EnumType.STRING)
    @Column(name = "last_message_status", updatable = false)
    private @Nullable MessageStatus lastMessageStatus;

    @Column(name = "last_message_preview", updatable = false)
    private @Nullable String lastMessagePreview;

    @Column(name = "last_message_media", updatable = false)
    private @Nullable Integer lastMessageMedia;

    @Column(name = "last_message_at", updatable = false)
    private Instant lastMessageAt;

    @Enumerated(EnumType.STRING)
    @Column(name = "consent_asked", updatable = false)
    private ThreadView.@Nullable Asked consentAsked;

    @Column(name = "consent_since", updatable = false)
    private @Nullable Instant consentSince;

    @Column(name = "consent_message_id", updatable = false)
    private @Nullable UUID consentMessageId;

    @SuppressWarnings("NullAway.Init") // Hibernate fills it.
    ThreadDetails() {
    }

    /** @return whether anything is different now */
    boolean label(List<String> names) {
        var sorted = names.stream().distinct().sorted().toArray(String[]::new);
        var different = !Arrays.equals(labels, sorted);
        labels = sorted;
        return different;
    }

    boolean assign(@Nullable String user) {
        var different = !Objects.equals(assignee, user);
        assignee = user;
        return different;
    }

    boolean enter(ThreadView.State next) {
        var different = state != next;
        state = next;
        return different;
    }

    /** Takes the thread's next number for the edit. */
    ConversationEvent.ThreadChanged changed(UUID eventId, Instant at, boolean unclaimed) {
        lastSeq++;
        return new ConversationEvent.ThreadChanged(eventId, at, lastSeq, view(unclaimed));
    }

    PhoneNumber did() {
        return new PhoneNumber(did);
    }

    ThreadView view(boolean unclaimed) {
        return new ThreadView(new ThreadId(id), did(), new PhoneNumber(external), displayName, last(), lastMessageAt,
                lastSeq, inboundCount, unanswered, List.of(labels), assignee, state, unclaimed, consent());
    }

    private ThreadView.@Nullable Consent consent() {
        return consentAsked == null || consentSince == null
                ? null
                : new ThreadView.Consent(consentAsked, consentSince,
                        consentMessageId == null ? null : new MessageId(consentMessageId));
    }

    private ThreadView.@Nullable Last last() {
        return lastMessageId == null || lastMessageDirection == null || lastMessageStatus == null
                || lastMessagePreview == null || lastMessageMedia == null
                        ? null
                        : new ThreadView.Last(new MessageId(lastMessageId), lastMessageDirection, lastMessageStatus,
                                lastMessagePreview, lastMessageMedia);
    }
}
