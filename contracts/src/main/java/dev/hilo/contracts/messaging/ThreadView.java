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
 * A conversation as a line of the list.
 *
 * @param did our number
 * @param external the contact
 * @param lastSeq the newest number of its sequence; a client that has all up to it misses nothing
 * @param inboundCount how many inbound messages it ever had. What one agent has not read is this less what they had
 *        read, so unread is exact and personal without a counter per agent in every event
 * @param unanswered the contact wrote last and nobody has answered
 * @param unclaimed no team owns the number (yet): only managers see the thread
 * @param consent absent while nothing keeps us from writing
 * @param team the team whose turn it is, until one of it takes the thread: never beside an assignee
 * @param snoozedUntil when it opens by itself again; present exactly while snoozed
 * @param waitingSince since when the contact waits for an answer; present exactly while unanswered (absent in what was
 *        written before there was this member)
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ThreadView(ThreadId id, PhoneNumber did, PhoneNumber external, @Nullable String displayName,
        @Nullable Last lastMessage, Instant lastMessageAt, long lastSeq, long inboundCount, boolean unanswered,
        List<String> labels, @Nullable String assignee, State state, boolean unclaimed, @Nullable Consent consent,
        @Nullable String team, @Nullable Instant snoozedUntil, @Nullable Instant waitingSince) {

    /**
     * The newest message, as much of it as a list shows.
     *
     * @param mentions the colleagues whom a note calls by name, so that their page can tell them
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Last(MessageId id, Direction direction, MessageStatus status, String preview, int mediaCount,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> mentions) {

        public Last {
            // Absent when there are none, and in what was written before there was this member.
            mentions = Objects.requireNonNullElse(mentions, List.of());
        }
    }

    /**
     * What the contact said about being written to.
     *
     * @param messageId the text that said so; absent when an agent recorded it, or it was said to another number of ours
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Consent(Asked asked, Instant since, @Nullable MessageId messageId) {
    }

    /** What the contact asked for. */
    public enum Asked {
        /** Silence: nothing may be sent until they, or a manager, take it back. */
        OPT_OUT,
        /** Perhaps silence: an agent has to say; what nobody is waiting for stays here until then. */
        UNCLEAR;

        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Whether the team still has something to do here. */
    public enum State {
        OPEN, CLOSED, SNOOZED;

        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
