package dev.hilo.messaging.keyword;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Reads texts with the words of one period. Only a text that is nothing but a keyword means it; one that begins with it,
 * shouts it or says the like in other words is for a person to understand (47 CFR 64.1200(a)(10): any reasonable means).
 * <p>
 * Compared are the letters and digits alone: NFKC, one case, without diacritics, format characters, whatever surrounds
 * the word, and the hyphens and spaces inside it.
 */
public final class Keywords {

    private static final Pattern MARKS = Pattern.compile("[\\p{M}\\p{Cf}]+");
    private static final Pattern SURROUNDING = Pattern.compile("^[^\\p{L}\\p{N}]+|[^\\p{L}\\p{N}]+$");
    private static final Pattern JOINING = Pattern.compile("[\\p{Pd}\\p{Pc}\\u2212\\p{Z}\\s]+");
    private static final Pattern APOSTROPHES = Pattern.compile("['\\u2019\\u2018`\\u00B4]");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern SMALL_LETTER = Pattern.compile("\\p{Ll}");

    private record Keyword(KeywordTable.Kind kind, String word, @Nullable Language language) {
    }

    private final Map<String, Keyword> words = new HashMap<>();
    private final List<String> phrases = new ArrayList<>();

    Keywords(KeywordTable table) {
        for (var row : table.words()) {
            for (var word : row.words()) {
                words.put(whole(word), new Keyword(row.kind(), word, row.language()));
            }
        }
        table.phrases().values().forEach(list -> list.forEach(phrase -> phrases.add(running(phrase))));
    }

    public Said read(String text) {
        var keyword = words.get(whole(text));
        if (keyword == null) {
            return unclear(text);
        }
        return switch (keyword.kind()) {
            case OPT_OUT -> new Said.OptOut(keyword.word(), keyword.language());
            case HELP -> new Said.Help(keyword.word(), keyword.language());
            case OPT_IN -> new Said.OptIn(keyword.word(), keyword.language());
            case OPT_IN_WHEN_ASKED -> new Said.OptInIfAsked(keyword.word(), keyword.language());
        };
    }

    private Said unclear(String text) {
        var running = running(text);
        var spoken = Arrays.stream(running.split(" ", 4)).skip(1).limit(2).filter(word -> !word.isBlank())
                .toList();
        for (var length = 1; length <= spoken.size(); length++) {
            var first = optOut(String.join("", spoken.subList(0, length)));
            if (first != null) {
                return new Said.AskAgent(Said.Why.FIRST_WORD, first.word());
            }
        }
        for (var phrase : phrases) {
            if (running.contains(phrase)) {
                return new Said.AskAgent(Said.Why.PHRASE, phrase.strip());
            }
        }
        var shouted = shouted(text);
        return shouted == null ? new Said.Nothing() : new Said.AskAgent(Said.Why.SHOUTED, shouted);
    }

    /** A keyword in capitals among small letters; where all is written in capitals, none of it stands out. */
    private @Nullable String shouted(String text) {
        var plain = Normalizer.normalize(text, Normalizer.Form.NFKC);
        if (!SMALL_LETTER.matcher(plain).find()) {
            return null;
        }
        for (var word : BETWEEN_WORDS.split(plain, -1)) {
            if (word.length() > 2 && word.equals(word.toUpperCase(Locale.ROOT)) && optOut(whole(word)) != null) {
                return word;
            }
        }
        return null;
    }

    private @Nullable Keyword optOut(String whole) {
        var keyword = words.get(whole);
        return keyword != null && keyword.kind() == KeywordTable.Kind.OPT_OUT ? keyword : null;
    }

    /** The text as one word. */
    private static String whole(String text) {
        return JOINING.matcher(SURROUNDING.matcher(plain(text)).replaceAll("")).replaceAll("");
    }

    /** Its words in a row, a space before and after each. */
    private static String running(String text) {
        var joined = APOSTROPHES.matcher(plain(text)).replaceAll("");
        return " " + BETWEEN_WORDS.matcher(joined).replaceAll(" ").strip() + " ";
    }

    private static String plain(String text) {
        // Up and down again: the one way that meets every letter's other forms (ß, ſ, dotless ı) without a locale.
        var folded = Normalizer.normalize(text, Normalizer.Form.NFKC).toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
        return MARKS.matcher(Normalizer.normalize(folded, Normalizer.Form.NFD)).replaceAll("");
    }
}
