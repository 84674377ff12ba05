package dev.hilo.messaging.search;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * What a person typed, as the two things it can mean.
 *
 * @param query for {@code websearch_to_tsquery}
 * @param prefixes for {@code to_tsquery}: all words, the last one perhaps not finished; null when the person used
 *        quotation marks or a minus and means exactly that
 * @param digits part of a number, when it can be one
 */
record SearchTerms(String query, @Nullable String prefixes, @Nullable String digits) {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");
    private static final Pattern NUMBER = Pattern.compile("[+\\d\\s().-]+");
    private static final int MOST_WORDS = 12;
    private static final int FEWEST_DIGITS = 3;

    static SearchTerms of(String typed) {
        var text = typed.strip();
        var digits = text.replaceAll("\\D", "");
        return new SearchTerms(text, text.contains("\"") || text.contains("-") ? null : prefixes(text),
                NUMBER.matcher(text).matches() && digits.length() >= FEWEST_DIGITS ? digits : null);
    }

    /** Only letters and digits pass, each word in quotation marks: nothing typed can be an operator. */
    private static @Nullable String prefixes(String text) {
        List<String> words = new ArrayList<>();
        var matcher = WORD.matcher(text);
        while (matcher.find() && words.size() < MOST_WORDS) {
            words.add("'" + matcher.group() + "'");
        }
        return words.isEmpty() ? null : String.join(" & ", words) + ":*";
    }
}
