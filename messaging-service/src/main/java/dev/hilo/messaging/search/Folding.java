package dev.hilo.messaging.search;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;

/**
 * Texts as people compare them: without accents and in small letters, and of those the words. The database does the same
 * in its functions {@code folded} and {@code words_of}; a test holds one against the other.
 */
final class Folding {

    /** A word and where it stands, in UTF-16 units as browsers count. */
    record Token(String text, int start, int end) {
    }

    private static final int FIRST_ACCENT = 0x300;
    private static final int LAST_ACCENT = 0x36F;

    private Folding() {
    }

    static String folded(String said) {
        var folded = new StringBuilder(said.length());
        said.codePoints().forEach(one -> folded.append(folded(one)));
        return folded.toString();
    }

    static List<Token> tokens(String said) {
        List<Token> tokens = new ArrayList<>();
        var word = new StringBuilder();
        var start = 0;
        var end = 0;
        for (var at = 0; at < said.length();) {
            var one = said.codePointAt(at);
            var next = at + Character.charCount(one);
            var folded = folded(one);
            for (var i = 0; i < folded.length();) {
                var letter = folded.codePointAt(i);
                i += Character.charCount(letter);
                if (Character.isLetterOrDigit(letter)) {
                    if (word.isEmpty()) {
                        start = at;
                    }
                    word.appendCodePoint(letter);
                    end = next;
                } else if (!word.isEmpty()) {
                    tokens.add(new Token(word.toString(), start, end));
                    word.setLength(0);
                }
            }
            if (folded.isEmpty() && !word.isEmpty()) {
                // An accent that stands for itself belongs to the letter before it.
                end = next;
            }
            at = next;
        }
        if (!word.isEmpty()) {
            tokens.add(new Token(word.toString(), start, end));
        }
        return tokens;
    }

    private static String folded(int one) {
        if (one < 128) {
            return String.valueOf((char) Character.toLowerCase(one));
        }
        var folded = new StringBuilder();
        Normalizer.normalize(Character.toString(one), Normalizer.Form.NFD).codePoints()
                .filter(part -> part < FIRST_ACCENT || part > LAST_ACCENT)
                .forEach(part -> folded.appendCodePoint(Character.toLowerCase(part)));
        return folded.toString();
    }
}
