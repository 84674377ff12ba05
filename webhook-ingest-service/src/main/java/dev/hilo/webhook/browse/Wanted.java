package dev.hilo.webhook.browse;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import dev.hilo.contracts.ConversationKey;
import dev.hilo.contracts.PhoneNumber;
import dev.hilo.platform.problem.CommonProblem;
import dev.hilo.platform.problem.ProblemException;
import dev.hilo.webhook.outcome.Outcome;
import dev.hilo.webhook.reread.Journalled;
import dev.hilo.webhook.reread.Reading;
import org.jspecify.annotations.Nullable;

/**
 * Which deliveries somebody wants to see.
 *
 * @param from the first instant
 * @param to the first instant that is too late
 * @param source the address that posted it, as it was noted
 * @param numbers all of them take part in it; two of them, one at most ours, name a conversation
 * @param verdict what became of it
 */
public record Wanted(@Nullable Instant from, @Nullable Instant to, Reading.@Nullable Kind kind,
        @Nullable String source, Set<PhoneNumber> numbers, @Nullable String verdict) {

    /** @throws ProblemException 422 when a parameter is none of its kind */
    public static Wanted of(@Nullable String from, @Nullable String to, @Nullable String kind, @Nullable String source,
            @Nullable String number, @Nullable String verdict) {
        return new Wanted(instant("from", from), instant("to", to), kindOf(kind), blankIsNone(source),
                numbers(blankIsNone(number)), verdict(blankIsNone(verdict)));
    }

    /** The keys that the deliveries of a fully named conversation have, whoever of the two is ours. */
    public Optional<Set<String>> conversation() {
        if (numbers.size() != 2) {
            return Optional.empty();
        }
        var both = numbers.stream().sorted().toList();
        return Optional.of(Set.of(new ConversationKey(both.getFirst(), both.getLast()).wire(),
                new ConversationKey(both.getLast(), both.getFirst()).wire()));
    }

    /** What can be said before it is read. */
    public boolean mayBe(Journalled found) {
        var at = found.delivery().occurredAt();
        return (from == null || !at.isBefore(from)) && (to == null || at.isBefore(to))
                && (source == null || source.equals(found.delivery().sourceIp()));
    }

    public boolean is(Reading reading) {
        return (kind == null || kind == reading.kind())
                && (numbers.isEmpty() || reading.people().containsAll(numbers));
    }

    private static @Nullable Instant instant(String name, @Nullable String value) {
        try {
            return value == null || value.isBlank() ? null : Instant.parse(value);
        } catch (DateTimeException notOne) {
            throw ProblemException.at(CommonProblem.INVALID_REQUEST, name,
                    "not an instant such as 2026-11-22T14:15:16Z");
        }
    }

    private static Reading.@Nullable Kind kindOf(@Nullable String word) {
        return word == null || word.isBlank()
                ? null
                : Reading.Kind.of(word).orElseThrow(() -> ProblemException.at(CommonProblem.INVALID_REQUEST, "kind",
                        "not one of the words text, group, receipt, quarantined"));
    }

    private static Set<PhoneNumber> numbers(@Nullable String written) {
        return written == null
                ? Set.of()
                : Arrays.stream(written.split("\\|", -1)).map(one -> PhoneNumber.parse(one)
                        .orElseThrow(() -> ProblemException.at(CommonProblem.INVALID_REQUEST, "number",
                                "not a phone number, nor two with | between them")))
                        .collect(Collectors.toUnmodifiableSet());
    }

    private static @Nullable String verdict(@Nullable String word) {
        if (word != null && !Outcome.VERDICTS.contains(word)) {
            throw ProblemException.at(CommonProblem.INVALID_REQUEST, "verdict",
                    "not one of the words " + String.join(", ", Outcome.VERDICTS));
        }
        return word;
    }

    private static @Nullable String blankIsNone(@Nullable String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }
}
