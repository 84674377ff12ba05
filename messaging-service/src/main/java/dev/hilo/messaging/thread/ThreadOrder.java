package dev.hilo.messaging.thread;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

import dev.hilo.platform.problem.CommonProblem;
import dev.hilo.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** In which order the list stands. */
public enum ThreadOrder {

    /** Where something was written last comes first. */
    ACTIVITY,

    /**
     * Whoever has waited longest for an answer comes first; after all who wait come the answered ones, by activity. In a
     * closed conversation nobody waits, so closed ones stand by activity in this order too.
     */
    WAITING;

    /** As clients write it. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @param pointer where the word stands, for the problem when there is no such order */
    public static ThreadOrder of(@Nullable String word, String pointer) {
        for (var order : values()) {
            if (order.wire().equals(word == null ? ACTIVITY.wire() : word)) {
                return order;
            }
        }
        throw ProblemException.at(CommonProblem.INVALID_REQUEST, pointer, "one of "
                + Arrays.stream(values()).map(ThreadOrder::wire).collect(Collectors.joining(", ")));
    }
}
