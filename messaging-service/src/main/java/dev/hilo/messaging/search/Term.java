package dev.hilo.messaging.search;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Words that stand side by side in this order; mostly one.
 *
 * @param unfinished the last of them may be the beginning of a longer one
 * @param unwanted texts that have it are left out
 */
record Term(List<String> words, boolean unfinished, boolean unwanted) {

    Term {
        words = List.copyOf(words);
    }

    /** Nothing of it can be an operator: words are letters and figures, each in quotation marks. */
    String asTsquery() {
        var query = words.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" <-> "))
                + (unfinished ? ":*" : "");
        return unwanted ? "!(" + query + ")" : "(" + query + ")";
    }

    /** The same wherever the words stand: that is what the index answers before each row is looked at. */
    String anywhere() {
        return words.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" & "))
                + (unfinished ? ":*" : "");
    }
}
