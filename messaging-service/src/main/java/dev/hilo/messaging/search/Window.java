package dev.hilo.messaging.search;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A span of time of which the index is asked: of a word in thousands of texts only the newest are wanted, and each of them
 * has to be read. Wide enough for some more than a page holds; the next one, when those do not answer, is wider.
 *
 * @param to texts before this
 * @param from texts of then or later; null for all of them
 * @param budget how many are to be read within it
 * @param read how many were in those after it
 * @param oldest there is nothing before
 */
record Window(Place to, @Nullable Instant from, Duration length, long budget, long read, @Nullable Instant oldest) {

    /** Each time the index cuts its lists again, so what is left of a page's reading must be worth that. */
    private static final int WORTH_ANOTHER = 3;
    private static final int GROWTH = 4;
    private static final int MOST_GROWTH = 16;

    /**
     * @param sample the newest texts before the window
     * @param candidates how many of those the index would have given
     * @param rows of the whole table
     */
    static Window before(Place to, Sample sample, long candidates, long budget, double rows, @Nullable Instant oldest) {
        return sample.readsAll(budget, rows, candidates)
                ? new Window(to, null, Duration.ZERO, budget, 0, oldest)
                : of(to, times(sample.spread(), budget / Sample.met(candidates)), budget, 0, oldest);
    }

    /** @return null when enough was read for one page */
    @Nullable
    Window older(long readHere, Limits limits) {
        var all = read + readHere;
        if (from == null || all * WORTH_ANOTHER >= limits.mostRead()) {
            return null;
        }
        var more = Math.clamp(limits.mostRead() - all, limits.fewestRead(), budget * GROWTH);
        return of(Place.before(from), times(length, Math.clamp((double) more / Math.max(1, readHere), 1, MOST_GROWTH)),
                more, all, oldest);
    }

    private static Window of(Place to, Duration length, long budget, long read, @Nullable Instant oldest) {
        var from = to.at().minus(length);
        return new Window(to, oldest != null && from.isAfter(oldest) ? from : null, length, budget, read, oldest);
    }

    /** Texts of one moment must not make it stand still. */
    private static Duration times(Duration length, double factor) {
        return Duration.ofSeconds((long) Math.ceil(Math.max(1, length.toMillis() / 1000.0 * factor)));
    }
}
