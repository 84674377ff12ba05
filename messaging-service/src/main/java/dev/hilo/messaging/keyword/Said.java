package dev.hilo.messaging.keyword;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * What a text says about being written to. A {@code language} is absent for a word that people of every language use; the
 * answer then takes the contact's own.
 */
public sealed interface Said {

    /** The whole text asks for silence. */
    record OptOut(String word, @Nullable Language language) implements Said {
    }

    record Help(String word, @Nullable Language language) implements Said {
    }

    /** The whole text takes silence back. */
    record OptIn(String word, @Nullable Language language) implements Said {
    }

    /** Takes silence back, but only as an answer to the question whether to: in a conversation "yes" is an answer. */
    record OptInIfAsked(String word, @Nullable Language language) implements Said {
    }

    /** It may ask for silence, in words of its own: only a person can tell. */
    record AskAgent(Why why, String word) implements Said {
    }

    record Nothing() implements Said {
    }

    /** What makes a text unclear. */
    enum Why {
        /** It begins with a word that would be enough alone: "Stop by at 5?" */
        FIRST_WORD,
        /** Such a word stands out in capitals: "We have got to STOP this". */
        SHOUTED,
        /** It means the same without the word: "please take me off your list". */
        PHRASE;

        public String wire() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
