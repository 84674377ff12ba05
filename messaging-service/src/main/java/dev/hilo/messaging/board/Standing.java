package dev.hilo.messaging.board;

import java.time.Instant;
import java.util.UUID;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.messaging.team.Opening;
import org.jspecify.annotations.Nullable;

/**
 * The conversations of one number and assignee that are not closed.
 *
 * @param assignee null for those that nobody has
 * @param since when the oldest that waits began to
 * @param longest the one that has waited longest within the hours of its number; the oldest, where it is one number
 */
record Standing(@Nullable PhoneNumber did, @Nullable String assignee, long open, long snoozed, long waiting,
        @Nullable Instant since, @Nullable UUID thread, BoardView.@Nullable Longest longest) {

    static final Standing NONE = new Standing(null, null, 0, 0, 0, null, null, null);

    /** With what the number's hours say of its oldest. */
    Standing during(Opening opening, Instant now) {
        return since == null || thread == null
                ? this
                : new Standing(did, assignee, open, snoozed, waiting, since, thread, new BoardView.Longest(thread,
                        since, opening.between(since, now).toSeconds(), opening.at(now)));
    }

    /** Both together; whose they are no longer matters. */
    Standing and(Standing other) {
        var first = other.since == null || (since != null && !other.since.isBefore(since)) ? this : other;
        return new Standing(null, null, open + other.open, snoozed + other.snoozed, waiting + other.waiting,
                first.since, first.thread, BoardView.Longest.of(longest, other.longest));
    }

    BoardView.@Nullable Oldest oldest() {
        return since == null || thread == null ? null : new BoardView.Oldest(thread, since);
    }
}
