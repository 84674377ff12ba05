package dev.hilo.benchmark.fanout;

import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/** When each event left, and how long it took to each socket; what is not measured yet is not kept. */
final class Arrivals {

    /** What the text of every event begins with; its number follows. */
    static final String MARK = "bench-";

    private static final int MICROS_PER_BUCKET = 100;
    private static final int BUCKETS = 200_000;

    private final AtomicLongArray left;
    private final AtomicIntegerArray arrived;
    private final int sockets;
    private final Runnable complete;
    private final AtomicLongArray buckets = new AtomicLongArray(BUCKETS);
    private final AtomicLong frames = new AtomicLong();
    private final AtomicLong characters = new AtomicLong();
    private volatile int measuredFrom = Integer.MAX_VALUE;

    /** @param complete called when an event has reached every socket */
    Arrivals(int events, int sockets, Runnable complete) {
        this.left = new AtomicLongArray(events);
        this.arrived = new AtomicIntegerArray(events);
        this.sockets = sockets;
        this.complete = complete;
    }

    void leaves(int event) {
        left.set(event, System.nanoTime());
    }

    /** Forgets what was measured so far. */
    void measureFrom(int event) {
        for (var bucket = 0; bucket < BUCKETS; bucket++) {
            buckets.set(bucket, 0);
        }
        frames.set(0);
        characters.set(0);
        measuredFrom = event;
    }

    void arrives(String frame) {
        var now = System.nanoTime();
        var event = numberIn(frame);
        if (event < 0 || event >= left.length()) {
            return;
        }
        if (event >= measuredFrom) {
            var bucket = (now - left.get(event)) / (1_000L * MICROS_PER_BUCKET);
            buckets.incrementAndGet(Math.clamp(bucket, 0, BUCKETS - 1));
            frames.incrementAndGet();
            characters.addAndGet(frame.length());
        }
        if (arrived.incrementAndGet(event) == sockets) {
            complete.run();
        }
    }

    boolean isEverywhere(int event) {
        return arrived.get(event) >= sockets;
    }

    long frames() {
        return frames.get();
    }

    /** One line for whoever started us. */
    String told(double seconds) {
        return String.format(Locale.ROOT, "frames=%d seconds=%.3f p50=%.1f p99=%.1f max=%.1f bytes=%d", frames.get(),
                seconds, within(0.5), within(0.99), within(1), characters.get() / Math.max(1, frames.get()));
    }

    /** Half and 99 % of the times, under names that begin so. */
    String times(String name) {
        return String.format(Locale.ROOT, "%sp50=%.1f %sp99=%.1f", name, within(0.5), name, within(0.99));
    }

    /** Milliseconds. */
    private double within(double share) {
        var counts = new long[BUCKETS];
        Arrays.setAll(counts, buckets::get);
        var wanted = Math.max(1, (long) Math.ceil(share * Arrays.stream(counts).sum()));
        var sum = 0L;
        for (var bucket = 0; bucket < BUCKETS; bucket++) {
            sum += counts[bucket];
            if (sum >= wanted) {
                return (bucket + 1) * MICROS_PER_BUCKET / 1e3;
            }
        }
        return 0;
    }

    private static int numberIn(String frame) {
        var at = frame.indexOf(MARK);
        if (at < 0) {
            return -1;
        }
        var number = 0;
        for (var i = at + MARK.length(); i < frame.length() && Character.isDigit(frame.charAt(i)); i++) {
            number = number * 10 + frame.charAt(i) - '0';
        }
        return number;
    }
}
