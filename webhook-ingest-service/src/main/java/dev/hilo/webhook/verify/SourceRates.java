package dev.hilo.webhook.verify;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * How often each source may post: a leaky bucket kept as one number, the time at which the bucket will be empty (GCRA).
 * The memory is bounded; sources beyond it share one bucket.
 */
final class SourceRates {

    private static final int MOST_SOURCES = 10_000;
    private static final long SECOND = 1_000_000_000L;

    private final long interval;
    private final long tolerance;
    private final LongSupplier nanos;
    private final ConcurrentHashMap<ByteBuffer, AtomicLong> emptyAt = new ConcurrentHashMap<>();
    private final AtomicLong everybodyElse;
    private final AtomicLong sweptAt;

    /** @param nanos a clock that only runs forward, as {@link System#nanoTime}: a wall clock may jump */
    SourceRates(int perSecond, int burst, LongSupplier nanos) {
        this.interval = Math.max(1, SECOND / perSecond);
        this.tolerance = interval * burst;
        this.nanos = nanos;
        this.everybodyElse = new AtomicLong(nanos.getAsLong());
        this.sweptAt = new AtomicLong(nanos.getAsLong() - SECOND);
    }

    /**
     * Counts one post.
     *
     * @return 0 when it may pass, else the whole seconds to wait
     */
    int take(InetAddress source) {
        var now = nanos.getAsLong();
        var bucket = bucketOf(source, now);
        while (true) {
            var seen = bucket.get();
            var next = (seen - now > 0 ? seen : now) + interval;
            if (next - now > tolerance) {
                return (int) ((next - now - tolerance) / SECOND) + 1;
            }
            if (bucket.compareAndSet(seen, next)) {
                return 0;
            }
        }
    }

    /** How many sources it remembers. */
    int sources() {
        return emptyAt.size();
    }

    private AtomicLong bucketOf(InetAddress source, long now) {
        var key = keyOf(source);
        var known = emptyAt.get(key);
        if (known != null) {
            return known;
        }
        if (emptyAt.size() >= MOST_SOURCES) {
            sweep(now);
        }
        return emptyAt.size() >= MOST_SOURCES
                ? everybodyElse
                : emptyAt.computeIfAbsent(key, _ -> new AtomicLong(now));
    }

    /** Forgets who has been quiet; at most once a second, so that strangers cannot make it costly. */
    private void sweep(long now) {
        var last = sweptAt.get();
        if (now - last >= SECOND && sweptAt.compareAndSet(last, now)) {
            emptyAt.values().removeIf(bucket -> bucket.get() - now <= 0);
        }
    }

    /** One IPv6 caller owns a /64 at least. */
    private static ByteBuffer keyOf(InetAddress source) {
        var bytes = source.getAddress();
        return ByteBuffer.wrap(bytes, 0, Math.min(bytes.length, 8));
    }
}
