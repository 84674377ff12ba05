package dev.hilo.chat.live;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntConsumer;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.ThreadId;
import org.jspecify.annotations.Nullable;

/**
 * What waits for one client's network. It never grows beyond its limit: a client that is behind gets only the newest
 * state of each thread that it does not have open, of each number and of each order, and each word of what to read
 * again once; one that cannot keep up even so is
 * let go, and reads everything again when it comes back. Safe for several threads: frames come from one, the network
 * fetches them on another.
 */
final class FrameQueue {

    private final Wire wire;
    private final LiveConfig limits;
    private final IntConsumer waitingChanged;
    private final Runnable overflow;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    /** The newest waiting state of each thread, number and order, and each reminder, to be replaced by a newer one. */
    private final Map<Object, Waiting> summaries = new HashMap<>();
    private int waitingSize;
    private int inFlight;
    private boolean closed;
    /** Whether the network's thread was asked to fetch what waits. */
    private boolean asked;

    private static final class Waiting {
        final byte[] bytes;
        final @Nullable Object summaryOf;
        boolean superseded;

        Waiting(byte[] bytes, @Nullable Object summaryOf) {
            this.bytes = bytes;
            this.summaryOf = summaryOf;
        }
    }

    /**
     * @param waitingChanged told how much the waiting bytes grew or shrank
     * @param overflow called once, when the client cannot keep up
     */
    FrameQueue(Wire wire, LiveConfig limits, IntConsumer waitingChanged, Runnable overflow) {
        this.wire = wire;
        this.limits = limits;
        this.waitingChanged = waitingChanged;
        this.overflow = overflow;
    }

    /** A frame that must arrive. */
    void offer(byte[] frame) {
        offer(new Waiting(frame, null));
    }

    /** A thread's newest state: it may take the place of one that still waits. */
    void offerSummary(ThreadId thread, byte[] frame) {
        offer(new Waiting(frame, thread));
    }

    /** A number's newest state, as {@link #offerSummary(ThreadId, byte[])}. */
    void offerSummary(PhoneNumber number, byte[] frame) {
        offer(new Waiting(frame, number));
    }

    /** The newest state of the order with this id. */
    void offerSummary(UUID order, byte[] frame) {
        offer(new Waiting(frame, order));
    }

    /** That one thing is to be read again: saying it once is enough. */
    void offerReminder(String what, byte[] frame) {
        offer(new Waiting(frame, what));
    }

    /** Drops what waits; the network is gone or will be. */
    synchronized void close() {
        closed = true;
        waiting.clear();
        summaries.clear();
        count(-waitingSize);
    }

    synchronized int waitingSize() {
        return waitingSize;
    }

    private void offer(Waiting frame) {
        switch (add(frame)) {
            case ONE_TOO_MANY -> overflow.run();
            case TO_BE_FETCHED -> wire.soon(this::fetch);
            case WAITS -> {
            }
        }
    }

    private enum Added {
        /** It is fetched with the others before it, or waits until the network has taken some. */
        WAITS, TO_BE_FETCHED, ONE_TOO_MANY
    }

    private synchronized Added add(Waiting frame) {
        if (closed) {
            return Added.WAITS;
        }
        if (frame.summaryOf != null) {
            var older = summaries.put(frame.summaryOf, frame);
            if (older != null && waitingSize >= limits.coalesceFrom()) {
                older.superseded = true;
                count(-older.bytes.length);
            }
        }
        waiting.addLast(frame);
        count(frame.bytes.length);
        if (waitingSize > limits.mostWaiting()) {
            close();
            return Added.ONE_TOO_MANY;
        }
        return isToBeFetched() ? Added.TO_BE_FETCHED : Added.WAITS;
    }

    /** Whether there is something to fetch and nobody under way for it yet; from now on there is. */
    private synchronized boolean isToBeFetched() {
        if (asked || waiting.isEmpty() || inFlight >= limits.inFlight()) {
            return false;
        }
        asked = true;
        return true;
    }

    /** On the network's thread: hands it as much as may be under way. */
    private void fetch() {
        List<byte[]> frames = new ArrayList<>();
        var size = take(frames);
        if (!frames.isEmpty()) {
            wire.send(frames, () -> taken(size));
        }
    }

    private void taken(int size) {
        synchronized (this) {
            inFlight -= size;
        }
        if (isToBeFetched()) {
            wire.soon(this::fetch);
        }
    }

    private synchronized int take(List<byte[]> frames) {
        asked = false;
        var before = inFlight;
        while (inFlight < limits.inFlight() && !waiting.isEmpty()) {
            var frame = waiting.removeFirst();
            if (frame.superseded) {
                continue;
            }
            if (frame.summaryOf != null) {
                summaries.remove(frame.summaryOf, frame);
            }
            count(-frame.bytes.length);
            inFlight += frame.bytes.length;
            frames.add(frame.bytes);
        }
        return inFlight - before;
    }

    private void count(int change) {
        waitingSize += change;
        if (change != 0) {
            waitingChanged.accept(change);
        }
    }
}
