package dev.hilo.messaging.search;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a person asks for.
 *
 * @param terms all of them must be there, and none of the unwanted
 * @param senders a text is from one of them; {@code contact} for the contact
 * @param labels its conversation has one of them
 * @param numbers parts of numbers of ours, or of their names
 * @param before it came before this moment
 * @param after it came then or later
 * @param digits part of a contact's number, when nothing else was typed
 */
record Question(List<Term> terms, List<Sender> senders, List<String> labels, List<String> numbers,
        @Nullable Instant before, @Nullable Instant after, @Nullable String digits) {

    /** Who wrote a text. */
    sealed interface Sender {

        record Contact() implements Sender {
        }

        record User(String name) implements Sender {
        }
    }

    Question {
        terms = List.copyOf(terms);
        senders = List.copyOf(senders);
        labels = List.copyOf(labels);
        numbers = List.copyOf(numbers);
    }

    boolean asksForMessages() {
        return terms.stream().anyMatch(term -> !term.unwanted()) || !senders.isEmpty() || !labels.isEmpty()
                || !numbers.isEmpty() || before != null || after != null;
    }

    /** Conversations are found by a name or a number; who wrote when says nothing about them. */
    boolean asksForThreads() {
        return senders.isEmpty() && before == null && after == null && (digits != null || !names().isEmpty());
    }

    /** What a name must contain: all of them. */
    List<String> names() {
        return terms.stream().anyMatch(Term::unwanted)
                ? List.of()
                : terms.stream().flatMap(term -> term.words().stream()).toList();
    }
}
