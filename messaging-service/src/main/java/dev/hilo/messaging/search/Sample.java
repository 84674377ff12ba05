package dev.hilo.messaging.search;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

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
 * @param spread between the newest and the oldest of them
 * @param last the oldest that was looked at; null when there was none
 */
record Sample(List<Place> found, long looked, long wanted, long narrow, long wide, long prefix, Duration spread,
        @Nullable Place last) {

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
    /** The index cuts whole lists of places with each other, however few rows are read then. */
    private static final double OF_A_LIST = 0.3;
    /** It writes down every place of every word that begins so, before it can be held against others. */
    private static final double OF_A_PREFIX = 0.5;
    /** The places of a span of time lie side by side. */
    private static final double OF_A_SPAN = 0.06;
    /** Beyond this the index is no help: a page that came out short costs less. */
    static final double TOO_DEAR = 60_000;
    /** Looks beyond what should be enough, since words do not come evenly. */
    private static final double TO_BE_SURE = 1.3;

    boolean isEverything() {
        return looked < wanted;
    }

    /** @param older what was looked at after it */
    Sample and(Sample older) {
        return new Sample(Stream.concat(found.stream(), older.found.stream()).toList(), looked + older.looked,
                wanted + older.wanted, narrow + older.narrow, wide + older.wide, prefix + older.prefix,
                spread.plus(older.spread), older.last == null ? last : older.last);
    }

    /** @param missing how many more are wanted */
    int looksFor(int missing, Limits limits) {
        var atLeast = limits.firstLook();
        var expected = found.isEmpty() ? Double.POSITIVE_INFINITY : (double) missing * looked / found.size();
        return (int) Math.clamp(expected * TO_BE_SURE, atLeast,
                (double) Math.max(atLeast, limits.mostLooks() - looked));
    }

    /**
     * @param missing how many more are wanted
     * @param rows of the whole table
     */
    Way way(int missing, double rows, Limits limits, boolean hasNarrow, boolean hasWide) {
        var share = rows / Math.max(1, looked);
        var narrowCost = hasNarrow
                ? share * (prefix * OF_A_PREFIX + narrow * OF_A_LIST) + read(missing, rows, narrow, limits)
                : Double.POSITIVE_INFINITY;
        var wideCost = hasWide
                ? share * wide * OF_A_LIST + read(missing, rows, wide, limits)
                : Double.POSITIVE_INFINITY;
        var index = Math.min(narrowCost, wideCost);
        var walk = found.isEmpty() ? Double.POSITIVE_INFINITY : (double) missing * looked / found.size();
        if (index > TOO_DEAR || walk <= index) {
            return Way.WALK;
        }
        return narrowCost <= wideCost ? Way.NARROW : Way.WIDE;
    }

    /**
     * How many rows the index should be asked for at once, to fill the page.
     *
     * @param candidates how many of the looked at the index would have given
     */
    long budget(int missing, long candidates, Limits limits) {
        return found.isEmpty()
                ? limits.mostRead()
                : Math.clamp((long) (TO_BE_SURE * missing * candidates / found.size()), limits.fewestRead(),
                        limits.mostRead());
    }

    /** Whether it is cheaper to read all that the index has than to find out which of it is the newest. */
    boolean readsAll(long budget, double rows, long candidates) {
        return all(rows, candidates) <= newest(budget, candidates);
    }

    private double read(int missing, double rows, long candidates, Limits limits) {
        return Math.min(all(rows, candidates), newest(budget(missing, candidates, limits), candidates));
    }

    private double all(double rows, long candidates) {
        return ANYWHERE * rows / Math.max(1, looked) * met(candidates);
    }

    /** With the span of time that has so many. */
    private double newest(long budget, long candidates) {
        return budget * (ANYWHERE + OF_A_SPAN * looked / met(candidates));
    }

    /** One that was not met may still come next. */
    static double met(long candidates) {
        return Math.max((double) candidates, 0.5);
    }
}
