package dev.hilo.messaging.search;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The newest texts, looked at one after the other: which of them answer, and how rare the words are.
 *
 * @param found those that answer, newest first
 * @param looked how many were looked at
 * @param wanted how many of them there were to be; fewer were looked at only when there are no more
 * @param narrow how many the index would have read for {@link Scope#narrow}
 * @param wide for {@link Scope#wide}
 * @param prefix for {@link Scope#prefix}
 * @param last the oldest that was looked at; null when there was none
 */
record Sample(List<Place> found, long looked, int wanted, long narrow, long wide, long prefix, @Nullable Place last) {

    /** What is cheapest from here on. */
    enum Way {
        /** Go on looking at one after the other. */
        WALK,
        /** Ask the index for all words. */
        NARROW,
        /** Ask the index for the finished words, and look at each answer for the unfinished one. */
        WIDE
    }

    /** A row read from its place beside its neighbours is the unit; one that lies anywhere costs about as many. */
    private static final double ANYWHERE = 12;
    /** The index writes down every place of every word that begins so, before it can be held against others. */
    private static final double OF_A_PREFIX = 0.3;
    /** Beyond this the index is no help: a page that came out short costs less. */
    static final double TOO_DEAR = 60_000;

    boolean isEverything() {
        return looked < wanted;
    }

    /**
     * @param missing how many more are wanted
     * @param rows of the whole table
     */
    Way way(int missing, double rows, boolean hasNarrow, boolean hasWide) {
        var share = rows / Math.max(1, looked);
        var narrowCost = hasNarrow ? share * (prefix * OF_A_PREFIX + narrow * ANYWHERE) : Double.POSITIVE_INFINITY;
        var wideCost = hasWide ? share * wide * ANYWHERE : Double.POSITIVE_INFINITY;
        var index = Math.min(narrowCost, wideCost);
        var walk = found.isEmpty() ? Double.POSITIVE_INFINITY : (double) missing * looked / found.size();
        if (index > TOO_DEAR || walk <= index) {
            return Way.WALK;
        }
        return narrowCost <= wideCost ? Way.NARROW : Way.WIDE;
    }
}
