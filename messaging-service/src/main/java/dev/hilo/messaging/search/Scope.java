package dev.hilo.messaging.search;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A question within what its caller may see, as conditions of a text's words. Numbers and senders are words too
 * ({@code marks_of} in the database), so the index answers for them as well and no row of somebody else's is read.
 *
 * @param question what was asked
 * @param dids the numbers it is about; null for all of them
 */
record Scope(Question question, @Nullable List<String> dids) {

    /** With more numbers than these it is cheaper to look at each row than to put all of them into the question. */
    private static final int MOST_NUMBERS = 100;

    /** Everything that must be so. */
    String all() {
        return and(terms(false, true), terms(true, true), marks());
    }

    /**
     * What the index is asked: nothing unwanted, since that is no way to find anything, and of a phrase its words anywhere,
     * since it knows no more. Whether they stand side by side is for the rows that it gives, and those count.
     */
    String narrow() {
        return and(anywhere(true), Stream.empty(), marks());
    }

    /** As {@link #narrow} without the unfinished word: a short one begins so many words that the index must read much. */
    String wide() {
        return and(anywhere(false), Stream.empty(), marks());
    }

    private Stream<String> anywhere(boolean unfinished) {
        return question.terms().stream().filter(term -> !term.unwanted())
                .filter(term -> unfinished || !term.unfinished()).map(Term::anywhere);
    }

    /** The unfinished word alone. */
    String prefix() {
        return question.terms().stream().filter(Term::unfinished).map(Term::asTsquery)
                .collect(Collectors.joining(" & "));
    }

    /** Whether the rows have to be looked at for their number. */
    boolean looksAtNumbers() {
        return dids != null && dids.size() > MOST_NUMBERS;
    }

    private Stream<String> terms(boolean unwanted, boolean unfinished) {
        return question.terms().stream().filter(term -> term.unwanted() == unwanted)
                .filter(term -> unfinished || !term.unfinished()).map(Term::asTsquery);
    }

    private Stream<String> marks() {
        var numbers = dids == null || looksAtNumbers()
                ? Stream.<String>empty()
                : Stream.of(either(dids.stream().map(did -> quoted(":in" + did))));
        var senders = question.senders().isEmpty()
                ? Stream.<String>empty()
                : Stream.of(either(question.senders().stream().map(Scope::mark)));
        return Stream.concat(numbers, senders);
    }

    private static String mark(Question.Sender sender) {
        return switch (sender) {
            case Question.Sender.Contact _ -> quoted(":contact");
            case Question.Sender.User(String name) -> quoted(":by" + name);
        };
    }

    private static String quoted(String word) {
        return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'";
    }

    private static String either(Stream<String> words) {
        return words.collect(Collectors.joining(" | ", "(", ")"));
    }

    private static String and(Stream<String> terms, Stream<String> unwanted, Stream<String> marks) {
        return Stream.of(terms, unwanted, marks).flatMap(one -> one).collect(Collectors.joining(" & "));
    }
}
