package dev.hilo.messaging.keyword;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * The words of a period, as the file has them.
 *
 * @param validFrom the first day
 * @param checked the month in which somebody compared it with its sources
 * @param phrases by language; each written as it would be typed
 */
record KeywordTable(LocalDate validFrom, String checked, List<String> sources, List<Words> words,
        Map<Language, List<String>> phrases) {

    /** What a word does when it is the whole text. */
    enum Kind {
        @JsonProperty("opt-out")
        OPT_OUT, @JsonProperty("help")
        HELP, @JsonProperty("opt-in")
        OPT_IN, @JsonProperty("opt-in-when-asked")
        OPT_IN_WHEN_ASKED
    }

    /** @param language absent for words that every language uses */
    record Words(Kind kind, @Nullable Language language, List<String> words) {
    }
}
