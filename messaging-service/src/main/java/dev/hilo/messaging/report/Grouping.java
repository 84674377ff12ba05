package dev.hilo.messaging.report;

import java.util.Locale;

import dev.hilo.platform.problem.CommonProblem;
import dev.hilo.platform.problem.ProblemException;

/** What a line of a report on conversations stands for. */
enum Grouping {
    DAY, NUMBER, AGENT, LABEL;

    static Grouping of(String word) {
        for (var grouping : values()) {
            if (grouping.word().equals(word)) {
                return grouping;
            }
        }
        throw ProblemException.at(CommonProblem.INVALID_REQUEST, "group", "one of day, number, agent, label");
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
