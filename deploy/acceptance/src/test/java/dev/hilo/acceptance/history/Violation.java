package dev.hilo.acceptance.history;

/** A promise that was broken, and where it shows. */
public record Violation(Rule rule, String what) {

    /** What must hold. */
    public enum Rule {
        /** What was acknowledged is there. */
        LOST,
        /** What was posted once is one message, however often it was delivered. */
        DOUBLED,
        /** Nothing is there that nobody posted. */
        INVENTED,
        /** The repeats that a message shows are those that came. */
        MISCOUNTED,
        /** The database holds exactly what the journal holds. */
        JOURNAL_DIFFERS,
        /** A conversation's numbers rise from its first to its last, and nothing shares one. */
        PLACES_BROKEN,
        /** A screen misses a number of a conversation that it has open. */
        GAP,
        /** On one connection the numbers of a conversation only rise. */
        OUT_OF_ORDER,
        /** No line stands twice on a screen. */
        SHOWN_TWICE,
        /** Database, API and every screen have the same lines in the same order. */
        PICTURES_DIFFER,
        /** A screen's list knows every conversation of its numbers, in its newest state. */
        LIST_BEHIND,
        /** Nobody hears of a number that is not theirs. */
        FOREIGN_NUMBER,
        /** A state only moves forward. */
        MOVED_BACK
    }
}
