package dev.hilo.messaging.thread;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import java.util.stream.Stream;

import dev.hilo.platform.problem.CommonProblem;
import dev.hilo.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** Where in a timeline to read. */
sealed interface Place {

    /** The end. */
    record Newest() implements Place {
    }

    /** Just before a number. */
    record Before(long seq) implements Place {
    }

    /** Everything that took a number after this one: newer messages, and older ones that changed since. */
    record After(long seq) implements Place {
    }

    /** From a number on, forward. */
    record From(long seq) implements Place {
    }

    /** From the first message on that was written at this moment or later. */
    record At(Instant moment) implements Place {
    }

    /**
     * The place that a request names; {@code from} goes on where {@code at} began.
     *
     * @throws ProblemException invalid-request, for two places at once, or a moment that is none
     */
    static Place of(@Nullable Long before, @Nullable Long after, @Nullable Long from, @Nullable String at) {
        if (Stream.of(before, after, from == null ? at : from).filter(Objects::nonNull).count() > 1) {
            throw ProblemException.at(CommonProblem.INVALID_REQUEST, "before",
                    "one of before, after, and from or at: they are different places");
        }
        if (after != null) {
            return new After(after);
        }
        if (before != null) {
            return new Before(before);
        }
        if (from != null) {
            return new From(from);
        }
        return at == null ? new Newest() : new At(momentOf(at));
    }

    /** The parameter by which the page after this one is asked for. */
    default String goesOn() {
        return switch (this) {
            case Newest _,Before _ -> "before";
            case After _ -> "after";
            case From _,At _ -> "from";
        };
    }

    /** A moment with its offset; {@code +} may have become a space on the way. */
    private static Instant momentOf(String text) {
        try {
            return OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
        } catch (DateTimeParseException unreadable) {
            throw ProblemException.at(CommonProblem.INVALID_REQUEST, "at",
                    "not a moment; write it as 2026-11-23T15:00:00Z");
        }
    }
}
