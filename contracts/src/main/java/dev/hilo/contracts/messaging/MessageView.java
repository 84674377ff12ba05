package dev.hilo.contracts.messaging;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.hilo.contracts.MessageId;
import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.ThreadId;
import org.jspecify.annotations.Nullable;

/**
 * A message as every client sees it: the same shape over REST, on the socket and in an event.
 *
 * @param seq its place in the thread; changes of the thread take numbers of the same sequence
 * @param mediaUrl the first medium's address, for clients of the original API
 * @param providerMsgId the carrier's {@code RefId}
 * @param errorCode a stable word: {@code expired}, {@code opted-out}, {@code cancelled}; {@code carrier-refused},
 *        {@code carrier-funds}, {@code carrier-number}, {@code carrier-content}, {@code recipient-refused};
 *        {@code undelivered}, {@code rejected}, {@code carrier-expired}, {@code carrier-deleted}; {@code no-answer} of an
 *        unconfirmed one, {@code not-accepted}; of a contact's text {@code moved}, when its delivery was read again and is
 *        shown between other numbers
 * @param errorText the carrier's own words, or why there was no answer
 * @param repeats how many times the carrier delivered it; 1 is the usual
 * @param author the agent who wrote it; absent for a contact's
 * @param body for a {@link Direction#SYSTEM} line a stable word ({@code opted-out}, …) that clients put into their language
 * @param sendAt the moment it was scheduled for; absent for what was to leave at once
 * @param waiting what keeps a queued text back; absent for every other state
 * @param subject whom or what a {@link Direction#SYSTEM} line is about: of {@code assigned} the user, of
 *        {@code assigned-team} the team, of {@code labelled} and {@code unlabelled} the labels, a space between them, of
 *        {@code snoozed} the moment, of {@code handed-over} who has it now (absent when nobody), of {@code renamed} the name
 * @param mentions the colleagues whom a note calls by name
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MessageView(MessageId id, ThreadId threadId, long seq, Direction direction, MessageStatus status,
        PhoneNumber from, PhoneNumber to, String body, List<MediaView> media, @Nullable String mediaUrl,
        @Nullable String providerMsgId, @Nullable String errorCode, @Nullable String errorText, int repeats,
        @Nullable String author, List<PhoneNumber> participants, Instant createdAt, Instant updatedAt,
        @Nullable Instant readAt, @Nullable Instant sendAt, @Nullable Waiting waiting, @Nullable String subject,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> mentions) {

    public MessageView {
        // Absent when there are none, and in what was written before there was this member.
        mentions = Objects.requireNonNullElse(mentions, List.of());
    }

    /** The same message, as far as what keeps it back has moved since. */
    public MessageView with(Waiting now) {
        return new MessageView(id, threadId, seq, direction, status, from, to, body, media, mediaUrl, providerMsgId,
                errorCode, errorText, repeats, author, participants, createdAt, updatedAt, readAt, sendAt, now, subject,
                mentions);
    }

    /**
     * Why a queued text has not left, and when it probably will.
     *
     * @param expectedAt an estimate that moves with the queue; absent when nobody can tell
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Waiting(Reason reason, @Nullable Instant expectedAt) {
    }

    /** What a queued text waits for. */
    public enum Reason {
        /** Nothing but its turn: it leaves as soon as a worker takes it. */
        TURN,
        /** The moment its writer chose. */
        SCHEDULED,
        /** The rate of its campaign or number. */
        PACE,
        /** The brand's budget of the day is used up, or what is left of it belongs to live replies. */
        DAY_BUDGET,
        /** It is night where the contact is. */
        QUIET_HOURS,
        /** The carrier did not take it; it is tried again. */
        BACK_OFF,
        /** An agent has to say first whether the contact asked for silence. */
        CONSENT,
        /** Sending rests: the carrier does not accept our credentials. */
        CARRIER;

        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
