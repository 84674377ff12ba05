package dev.hilo.chat.live;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
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
 * reports on another.
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
    private boolean draining;

    private static final class Waiting {
        final String text;
        final @Nullable Object summaryOf;
        boolean superseded;

        Waiting(String text, @Nullable Object summaryOf) {
            this.text = text;
            this.summaryOf = summaryOf;
        }
    }

    /**
     * @param waitingChanged told how much the waiting characters grew or shrank
     * @param overflow called once, when the client cannot keep up
     */
    FrameQueue(Wire wire, LiveConfig limits, IntConsumer waitingChanged, Runnable overflow) {
        this.wire = wire;
        this.limits = limits;
        this.waitingChanged = waitingChanged;
        this.overflow = overflow;
    }

    /** A frame that must arrive. */
    void offer(String text) {
        offer(new Waiting(text, null));
    }

    /** A thread's newest state: it may take the place of one that still waits. */
    void offerSummary(ThreadId thread, String text) {
        offer(new Waiting(text, thread));
    }

    /** A number's newest state, as {@link #offerSummary(ThreadId, String)}. */
    void offerSummary(PhoneNumber number, String text) {
        offer(new Waiting(text, number));
    }

    /** The newest state of the order with this id. */
    void offerSummary(UUID order, String text) {
        offer(new Waiting(text, order));
    }

    /** That one thing is to be read again: saying it once is enough. */
    void offerReminder(String what, String text) {
        offer(new Waiting(text, what));
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
        if (add(frame)) {
            overflow.run();
            return;
        }
        pump();
    }

    /** @return whether it was one too many */
    private synchronized boolean add(Waiting frame) {
        if (closed) {
            return false;
        }
        if (frame.summaryOf != null) {
            var older = summaries.put(frame.summaryOf, frame);
            if (older != null && waitingSize >= limits.coalesceFrom()) {
                older.superseded = true;
                count(-older.text.length());
            }
        }
        waiting.addLast(frame);
        count(frame.text.length());
        if (waitingSize > limits.mostWaiting()) {
            close();
            return true;
        }
        return false;
    }

    /** One thread at a time hands frames to the network, outside of the lock, so that their order stays. */
    private void pump() {
        synchronized (this) {
            if (draining) {
                return;
            }
            draining = true;
        }
        for (var frame = next(); frame != null; frame = next()) {
            var size = frame.text.length();
            wire.send(frame.text, () -> taken(size));
        }
    }

    private void taken(int size) {
        synchronized (this) {
            inFlight -= size;
        }
        pump();
    }

    private synchronized @Nullable Waiting next() {
        while (inFlight < limits.inFlight() && !waiting.isEmpty()) {
            var frame = waiting.removeFirst();
            if (frame.superseded) {
                continue;
            }
            if (frame.summaryOf != null) {
                summaries.remove(frame.summaryOf, frame);
            }
            count(-frame.text.length());
            inFlight += frame.text.length();
            return frame;
        }
        draining = false;
        return null;
    }

    private void count(int change) {
        waitingSize += change;
        if (change != 0) {
            waitingChanged.accept(change);
        }
    }
}
