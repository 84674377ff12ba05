package dev.hilo.messaging.report;

import java.util.Locale;

import dev.hilo.platform.problem.CommonProblem;
import dev.hilo.platform.problem.ProblemException;

/** Which hours of a contact's wait for the first reply count. */
enum WaitHours {

    /** Every hour. */
    ALL,
    /** Those at which somebody was there: who writes at night waits from the morning on. */
    OPEN;

    static WaitHours of(String word) {
        for (var hours : values()) {
            if (hours.word().equals(word)) {
                return hours;
            }
        }
        throw ProblemException.at(CommonProblem.INVALID_REQUEST, "hours", "one of all, open");
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The column of {@code reply} that has it. */
    String column() {
        return switch (this) {
            case ALL -> "seconds";
            case OPEN -> "open_seconds";
        };
    }
}
