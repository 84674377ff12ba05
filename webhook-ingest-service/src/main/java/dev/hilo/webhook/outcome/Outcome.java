package dev.hilo.webhook.outcome;

import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What became of a delivery, in one line.
 *
 * @param verdict {@code none} as well when messaging knows nothing of it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Outcome(String verdict, @Nullable UUID messageId, @Nullable UUID threadId, @Nullable Integer repeats,
        @Nullable String effect) {

    /** Nothing came of it. */
    public static final String NONE = "none";
    /** The words that a list can be filtered by. */
    public static final List<String> VERDICTS = List.of("shown", "folded", "known", "applied", "parked", NONE);

    static Outcome of(List<Recorded> recorded) {
        return recorded.stream().findFirst()
                .map(first -> new Outcome(first.verdict() == null ? NONE : first.verdict(), first.messageId(),
                        first.threadId(), first.repeats(), first.effect()))
                .orElse(new Outcome(NONE, null, null, null, null));
    }
}
