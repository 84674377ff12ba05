package dev.hilo.acceptance;

import java.time.Duration;
import java.util.List;

/** Times, as people read them. */
final class Figures {

    private final List<Duration> sorted;

    Figures(List<Duration> times) {
        this.sorted = times.stream().sorted().toList();
    }

    /** @param share 0.5 for the median, 1 for the largest */
    Duration at(double share) {
        return sorted.isEmpty() ? Duration.ZERO : sorted.get((int) Math.ceil(share * sorted.size()) - 1);
    }

    @Override
    public String toString() {
        return "p50 %d ms, p99 %d ms, p99.9 %d ms, max %d ms".formatted(at(0.5).toMillis(), at(0.99).toMillis(),
                at(0.999).toMillis(), at(1).toMillis());
    }
}
