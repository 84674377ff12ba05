package dev.hilo.messaging.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Where in a text the words stand that it was found by, so that they can be shown. */
final class Marks {

    private Marks() {
    }

    /** Pairs of where one begins and where it ends, in their order, none inside another. */
    static List<List<Integer>> in(String body, List<Term> terms) {
        var tokens = Folding.tokens(body);
        var marked = new boolean[tokens.size()];
        for (var term : terms) {
            if (!term.unwanted()) {
                mark(tokens, term, marked);
            }
        }
        return spans(tokens, marked);
    }

    private static void mark(List<Folding.Token> tokens, Term term, boolean[] marked) {
        var length = term.words().size();
        for (var from = 0; from + length <= tokens.size(); from++) {
            if (standsAt(tokens, from, term)) {
                Arrays.fill(marked, from, from + length, true);
            }
        }
    }

    private static boolean standsAt(List<Folding.Token> tokens, int from, Term term) {
        var last = term.words().size() - 1;
        for (var i = 0; i <= last; i++) {
            var token = tokens.get(from + i).text();
            var word = term.words().get(i);
            var begins = i == last && term.unfinished();
            if (!(begins ? token.startsWith(word) : token.equals(word))) {
                return false;
            }
        }
        return true;
    }

    private static List<List<Integer>> spans(List<Folding.Token> tokens, boolean[] marked) {
        List<List<Integer>> spans = new ArrayList<>();
        for (var i = 0; i < marked.length; i++) {
            if (marked[i]) {
                spans.add(List.of(tokens.get(i).start(), tokens.get(i).end()));
            }
        }
        return spans;
    }
}
