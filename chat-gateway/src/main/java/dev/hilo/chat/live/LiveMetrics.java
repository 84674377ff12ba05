package dev.hilo.chat.live;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.inject.Singleton;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** How the sockets are doing. */
@Singleton
class LiveMetrics {

    private final MeterRegistry registry;
    private final AtomicInteger sockets = new AtomicInteger();
    private final AtomicLong waiting = new AtomicLong();
    private final Counter sent;
    private final Counter received;
    private final Counter unreadable;
    private final Timer lag;

    LiveMetrics(MeterRegistry registry) {
        this.registry = registry;
        registry.gauge("hilo.live.sockets", sockets);
        registry.gauge("hilo.live.waiting.bytes", waiting);
        this.sent = registry.counter("hilo.live.frames", "direction", "out");
        this.received = registry.counter("hilo.live.frames", "direction", "in");
        this.unreadable = registry.counter("hilo.stream.unreadable");
        this.lag = Timer.builder("hilo.live.lag").description("From the log's timestamp of an event to its frames")
                .publishPercentileHistogram().minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofSeconds(30)).register(registry);
    }

    void sockets(int now) {
        sockets.set(now);
    }

    void waiting(int change) {
        waiting.addAndGet(change);
    }

    void sent(int frames) {
        sent.increment(frames);
    }

    void received() {
        received.increment();
    }

    void closed(int code) {
        registry.counter("hilo.live.closed", "code", Integer.toString(code)).increment();
    }

    void flooded() {
        registry.counter("hilo.live.flooded").increment();
    }

    void unreadable() {
        unreadable.increment();
    }

    void lag(Duration since) {
        lag.record(since.isNegative() ? Duration.ZERO : since);
    }
}
