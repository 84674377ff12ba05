package dev.hilo.chat.stream;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.hilo.contracts.ThreadId;
import dev.hilo.contracts.messaging.ConversationEvent;
import dev.hilo.contracts.messaging.ThreadView;

/**
 * The newest conversation events, in the order in which this gateway read them, and what it has read so far. It answers
 * two questions: what did a socket miss since its cursor, and what happened in a thread after a number. For each it
 * knows whether its answer is complete.
 * <p>
 * Not safe for several threads: it belongs to the one that hands out the frames.
 */
public final class EventWindow {

    private final Duration age;
    private final int capacity;
    private final Deque<Entry> entries = new ArrayDeque<>();
    private final Map<ThreadId, Deque<Entry>> threads = new HashMap<>();
    private int log;
    private long[] floor = {};
    private long[] next = {};

    /**
     * One event and where it stood.
     *
     * @param at when the log took it
     */
    public record Entry(int partition, long offset, Instant at, ConversationEvent event) {
    }

    /** How a cursor lies to the window. */
    public enum Place {
        /** Everything after it is here. */
        COVERED,
        /** Another gateway had read further; we shall get there in a moment. */
        AHEAD,
        /** Too old, of another log, or never written by us: what happened since cannot be told. */
        UNKNOWN
    }

    /** A cursor further ahead than this is not another gateway's lead. */
    private static final long MOST_AHEAD = 10_000;

    /**
     * @param age events older than this are forgotten
     * @param capacity and so are the oldest of more than this many
     */
    public EventWindow(Duration age, int capacity) {
        this.age = age;
        this.capacity = capacity;
    }

    /** Forgets all and begins again: the log is another, or a part of it was lost to us. */
    public void restart(int fingerprint, long[] from) {
        entries.clear();
        threads.clear();
        log = fingerprint;
        floor = from.clone();
        next = from.clone();
    }

    /**
     * Takes the next event of a partition.
     *
     * @return empty when it repeats one that is here: the writer tells again what it is not sure to have told
     */
    public Optional<Entry> add(int partition, long offset, Instant at, ConversationEvent event) {
        if (offset < next[partition]) {
            return Optional.empty();
        }
        passOver(partition, offset);
        var entry = new Entry(partition, offset, at, event);
        if (event instanceof ConversationEvent.Sequenced sequenced) {
            var history = threads.computeIfAbsent(event.thread().id(), thread -> new ArrayDeque<>());
            var last = history.peekLast();
            if (last != null && sequenced.seq() <= seqOf(last)) {
                return Optional.empty();
            }
            history.addLast(entry);
        }
        entries.addLast(entry);
        trim(at);
        return Optional.of(entry);
    }

    /** A record that is no event we know: it only moves the place. */
    public void passOver(int partition, long offset) {
        next[partition] = Math.max(next[partition], offset + 1);
    }

    /** Forgets what is too old or too much. */
    public void trim(Instant now) {
        while (!entries.isEmpty() && (entries.size() > capacity || entries.peekFirst().at().isBefore(now.minus(age)))) {
            var oldest = entries.removeFirst();
            floor[oldest.partition()] = oldest.offset() + 1;
            if (oldest.event() instanceof ConversationEvent.Sequenced) {
                forget(oldest);
            }
        }
    }

    /** Everything read so far. */
    public Cursor position() {
        return new Cursor(log, next);
    }

    /** The next offset to read, for a reader that starts over. */
    public long next(int partition) {
        return next[partition];
    }

    public Place place(Cursor cursor) {
        if (cursor.log() != log || cursor.partitions() != next.length) {
            return Place.UNKNOWN;
        }
        var ahead = false;
        for (var partition = 0; partition < next.length; partition++) {
            var wanted = cursor.next(partition);
            if (wanted < floor[partition] || wanted > next[partition] + MOST_AHEAD) {
                return Place.UNKNOWN;
            }
            ahead |= wanted > next[partition];
        }
        return ahead ? Place.AHEAD : Place.COVERED;
    }

    /** What a covered cursor has not seen, oldest first. */
    public List<Entry> since(Cursor cursor) {
        List<Entry> missed = new ArrayList<>();
        for (var entry : entries) {
            if (entry.offset() >= cursor.next(entry.partition())) {
                missed.add(entry);
            }
        }
        return missed;
    }

    /** What the window knows of a thread, newest state included. */
    public Optional<History> thread(ThreadId id) {
        var history = threads.get(id);
        return history == null || history.isEmpty() ? Optional.empty() : Optional.of(new History(List.copyOf(history)));
    }

    public int size() {
        return entries.size();
    }

    private void forget(Entry oldest) {
        var id = oldest.event().thread().id();
        var history = threads.get(id);
        if (history != null && oldest.equals(history.peekFirst())) {
            history.removeFirst();
            if (history.isEmpty()) {
                threads.remove(id);
            }
        }
    }

    private static long seqOf(Entry entry) {
        return ((ConversationEvent.Sequenced) entry.event()).seq();
    }

    /** A thread's newest events without a gap between them. Never empty. */
    public record History(List<Entry> entries) {

        public ThreadView thread() {
            return entries.getLast().event().thread();
        }

        public long lastSeq() {
            return seqOf(entries.getLast());
        }

        /** Whether all that follows a number is here. */
        public boolean followsFrom(long seq) {
            return seqOf(entries.getFirst()) <= seq + 1;
        }

        public List<Entry> after(long seq) {
            return entries.stream().filter(entry -> seqOf(entry) > seq).toList();
        }
    }
}
