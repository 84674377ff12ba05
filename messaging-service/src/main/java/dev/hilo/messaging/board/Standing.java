package dev.hilo.messaging.board;

import java.time.Instant;
import java.util.UUID;

import dev.hilo.contracts.PhoneNumber;
import org.jspecify.annotations.Nullable;

/**
 * The conversations of one number and assignee that are not closed.
 *
 * @param assignee null for those that nobody has
 * @param since when the oldest that waits began to
 */
record Standing(@Nullable PhoneNumber did, @Nullable String assignee, long open, long snoozed, long waiting,
        @Nullable Instant since, @Nullable UUID thread) {

    static final Standing NONE = new Standing(null, null, 0, 0, 0, null, null);

    /** Both together; whose they are no longer matters. */
    Standing and(Standing other) {
        var first = other.since == null || (since != null && !other.since.isBefore(since)) ? this : other;
        return new Standing(null, null, open + other.open, snoozed + other.snoozed, waiting + other.waiting,
                first.since, first.thread);
    }

    BoardView.@Nullable Oldest oldest() {
        return since == null || thread == null ? null : new BoardView.Oldest(thread, since);
    }
}
