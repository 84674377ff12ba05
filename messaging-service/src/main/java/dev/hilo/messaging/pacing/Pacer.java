package dev.hilo.messaging.pacing;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

import dev.hilo.messaging.queue.Lane;

/**
 * The rule of pacing, over buckets held in memory: whoever uses it holds their locks and writes back what
 * {@link #moved} says.
 * <p>
 * A rate keeps no credit. A text of k segments leaves at its slot, the latest {@code nextFree} of its buckets or now, and
 * moves each of them to k intervals after the slot. So the segments of any second are never more than the rate allows
 * in a second (counted as they follow one another on the air; a text is never cut), however long nothing was sent
 * before; and nothing is lost as long as a text always waits for its slot when the slot comes.
 * <p>
 * A day's budget is a counter: the whole text must fit, and bulk only into what is not reserved for live replies.
 */
public final class Pacer {

    /** When a text may leave. */
    public sealed interface Answer {

        /** At that moment; {@link Pacer#take} must follow before anybody else asks. */
        record At(Instant slot) implements Answer {
        }

        /** The day's budget has no room for it before then. */
        record NotBefore(Instant tomorrow) implements Answer {
        }
    }

    private final Map<String, BucketState> states;
    private final Map<String, BucketState> moved = new LinkedHashMap<>();

    public Pacer(Map<String, BucketState> states) {
        this.states = new HashMap<>(states);
    }

    public Answer ask(Route route, Lane lane, boolean media, int segments, Instant now) {
        var slot = slot(route, media, now);
        if (left(route, lane, slot) < segments) {
            return new Answer.NotBefore(route.day().ends(route.day().at(slot)));
        }
        return new Answer.At(slot);
    }

    /** A text leaves at a slot that was given: its buckets move. */
    public void take(Route route, boolean media, int segments, Instant slot) {
        occupy(route, media, segments, slot);
        var day = route.day();
        if (day.limit().limited()) {
            put(day.key(), new BucketState(of(day.key()).nextFree(), latest(day, slot),
                    used(day, slot) + segments));
        }
    }

    /** As {@link #take} for a text that missed its slot and leaves at another: its day has counted it already. */
    public void occupy(Route route, boolean media, int segments, Instant slot) {
        for (var rate : route.rates(media)) {
            var state = of(rate.key());
            put(rate.key(), new BucketState(slot.plus(rate.tempo().of(segments)), state.day(), state.used()));
        }
    }

    /** The moment at which the next segment of such a text may leave, as far as the rates go. */
    public Instant slot(Route route, boolean media, Instant now) {
        var slot = now;
        for (var rate : route.rates(media)) {
            var free = of(rate.key()).nextFree();
            slot = free.isAfter(slot) ? free : slot;
        }
        return slot;
    }

    /** How many segments the day of that moment still has for a lane; more than anybody has when it is not limited. */
    public int left(Route route, Lane lane, Instant moment) {
        var day = route.day();
        return day.limit().limited() ? Math.max(0, day.upTo(lane) - used(day, moment)) : Integer.MAX_VALUE;
    }

    /** How many segments could get a slot within so much time from now; 0 when it is not worth looking. */
    public int room(Route route, Lane lane, boolean media, Instant now, Duration horizon) {
        var slot = slot(route, media, now);
        long room = left(route, lane, slot);
        for (var rate : route.rates(media)) {
            room = Math.min(room, rate.tempo().within(Duration.between(slot, now.plus(horizon))));
        }
        return (int) Math.min(room, Integer.MAX_VALUE);
    }

    /** Segments of the day of that moment. */
    public int used(Route.Day day, Instant moment) {
        var state = of(day.key());
        return state.day().isBefore(day.at(moment)) ? 0 : state.used();
    }

    /** The buckets that are different now. */
    public Map<String, BucketState> moved() {
        return Map.copyOf(moved);
    }

    /** A clock that is behind another instance's does not bring yesterday back. */
    private LocalDate latest(Route.Day day, Instant slot) {
        var known = of(day.key()).day();
        var date = day.at(slot);
        return known.isAfter(date) ? known : date;
    }

    private BucketState of(String key) {
        return states.getOrDefault(key, BucketState.FRESH);
    }

    private void put(String key, BucketState state) {
        states.put(key, state);
        moved.put(key, state);
    }
}
