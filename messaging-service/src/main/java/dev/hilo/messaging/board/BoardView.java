package dev.hilo.messaging.board;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.messaging.MessageView;
import org.jspecify.annotations.Nullable;

/**
 * The contact centre at one moment, as far as the caller sees it.
 *
 * @param waiting conversations that are not closed and whose contact waits for an answer
 * @param oldest the one that has waited longest; absent when nobody waits
 * @param longest the one that has within the hours of its number
 * @param open conversations that are not closed, snoozed ones included
 * @param unassigned those of them that nobody has
 * @param snoozed those of them that rest until a moment
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record BoardView(Instant at, Thresholds thresholds, long waiting, @Nullable Oldest oldest, @Nullable Longest longest,
        long open, long unassigned, long snoozed, Today today, List<NumberLine> numbers, List<AgentLine> agents,
        Queue queue) {

    /** Seconds of waiting from which somebody waits long, and too long. */
    record Thresholds(long longWait, long tooLong) {
    }

    record Oldest(UUID threadId, Instant since) {
    }

    /**
     * Who has waited longest while somebody of the number's teams was there.
     *
     * @param seconds of the waiting at which somebody was
     * @param there whether somebody is now, so that it goes on
     */
    record Longest(UUID threadId, Instant since, long seconds, boolean there) {

        /** The longer of the two; of equals the one that wrote first. */
        static @Nullable Longest of(@Nullable Longest one, @Nullable Longest other) {
            if (one == null || other == null) {
                return one == null ? other : one;
            }
            var earlier = other.since.isBefore(one.since) ? other : one;
            return one.seconds == other.seconds ? earlier : one.seconds > other.seconds ? one : other;
        }
    }

    /**
     * Since midnight in the contact centre.
     *
     * @param received to a few seconds, as {@code sent}
     * @param replies how often somebody who waited was answered
     * @param firstReplyP50 the seconds that half of them waited at most; absent before the first
     * @param firstReplyOpenP50 the same within the hours of their numbers
     * @param resolved conversations that were closed
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Today(long received, long sent, long replies, @Nullable Double firstReplyP50,
            @Nullable Double firstReplyOpenP50, long resolved) {
    }

    /** @param emptyAt when the last of its queued texts will probably have left */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record NumberLine(PhoneNumber did, long waiting, @Nullable Instant oldestSince, @Nullable UUID oldestThread,
            @Nullable Longest longest, long open, long unassigned, long queued, @Nullable Instant emptyAt) {
    }

    /**
     * One of us: who has called lately, or has conversations, or answered today.
     *
     * @param name absent for somebody who has never called
     * @param online whether they are here
     * @param lastReplyAt today
     * @param replies today
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record AgentLine(String user, @Nullable String name, boolean online, long open, long waiting,
            @Nullable Instant oldestSince, @Nullable UUID oldestThread, @Nullable Longest longest,
            @Nullable Instant lastReplyAt, long replies) {
    }

    /**
     * What waits for the carrier.
     *
     * @param later for their time: scheduled, for the morning, for another try
     * @param held for an agent's word on what the contact wants
     * @param perMinute segments at most; absent when nothing limits them
     * @param emptyAt when the last of the queued ones will probably have left; absent when nothing is queued or nobody can
     *            tell
     * @param waiting what the last of them waits for
     * @param rests absent while sending goes on
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Queue(long queued, long later, long held, @Nullable Integer perMinute, @Nullable Instant emptyAt,
            MessageView.@Nullable Reason waiting, @Nullable Rest rests) {
    }

    record Rest(String reason, Instant since, Instant until) {
    }
}
