package dev.hilo.messaging.keyword;

import java.text.Normalizer;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The languages Hilo answers in. */
public enum Language {
    EN, ES;

    private static final Pattern NOT_LETTERS = Pattern.compile("[^\\p{L}]+");

    /** The small words that nobody writes without. */
    private static final Set<String> ENGLISH = Set.of("the", "and", "you", "is", "are", "my", "i", "it", "to", "of",
            "for", "hi", "hello", "thanks", "please", "what", "when", "do", "can", "have", "your", "with", "this", "at",
            "will");
    private static final Set<String> SPANISH = Set.of("el", "la", "los", "que", "y", "de", "en", "es", "mi", "yo",
            "por", "para", "hola", "gracias", "favor", "cuando", "como", "con", "una", "un", "esta", "usted", "quiero",
            "tengo", "buenos", "buenas", "muy", "pero");

    @JsonCreator
    public static Language of(String wire) {
        for (var language : values()) {
            if (language.wire().equals(wire)) {
                return language;
            }
        }
        throw new IllegalArgumentException("one of en, es");
    }

    @JsonValue
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The language of somebody's texts, by its small words; empty when they do not say. */
    public static Optional<Language> spokenIn(Collection<String> texts) {
        var english = 0;
        var spanish = 0;
        for (var text : texts) {
            if (text.indexOf('¿') >= 0 || text.indexOf('¡') >= 0 || text.indexOf('ñ') >= 0) {
                spanish++;
            }
            var plain = Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFD)
                    .replaceAll("\\p{M}", "");
            for (var word : NOT_LETTERS.split(plain, -1)) {
                english += ENGLISH.contains(word) ? 1 : 0;
                spanish += SPANISH.contains(word) ? 1 : 0;
            }
        }
        if (english == spanish) {
            return Optional.empty();
        }
        return Optional.of(english > spanish ? EN : ES);
    }
}
