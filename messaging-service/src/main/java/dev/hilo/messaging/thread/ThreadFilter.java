package dev.hilo.messaging.thread;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

import dev.hilo.platform.problem.CommonProblem;
import dev.hilo.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * Which conversations a tab of the list is about. Closed ones are in {@link #CLOSED} and nowhere else; snoozed ones are
 * still to be done, so they stay in the others too.
 */
public enum ThreadFilter {
    ALL, MINE, UNASSIGNED, UNREAD, UNANSWERED, CLOSED, SNOOZED;

    /** As clients write it. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @param pointer where the word stands, for the problem when there is no such tab */
    public static ThreadFilter of(@Nullable String word, String pointer) {
        for (var filter : values()) {
            if (filter.wire().equals(word == null ? "all" : word)) {
                return filter;
            }
        }
        throw ProblemException.at(CommonProblem.INVALID_REQUEST, pointer, "one of "
                + Arrays.stream(values()).map(ThreadFilter::wire).collect(Collectors.joining(", ")));
    }
}
