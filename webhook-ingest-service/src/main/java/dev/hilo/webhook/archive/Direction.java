package dev.hilo.webhook.archive;

import java.util.Comparator;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** In which order a walk goes. */
public enum Direction {
    /** As people look: from the end back. */
    NEWEST_FIRST,
    /** As things happened: what is written again must come in its old order. */
    OLDEST_FIRST;

    private static final Comparator<ConsumerRecord<?, ?>> AS_WRITTEN = Comparator
            .<ConsumerRecord<?, ?>>comparingLong(ConsumerRecord::timestamp).thenComparing(ConsumerRecord::topic)
            .thenComparingInt(ConsumerRecord::partition).thenComparingLong(ConsumerRecord::offset);

    /** The one that comes first of two from different partitions. */
    Comparator<ConsumerRecord<?, ?>> order() {
        return switch (this) {
            case NEWEST_FIRST -> AS_WRITTEN.reversed();
            case OLDEST_FIRST -> AS_WRITTEN;
        };
    }

    /** The next {@code size} offsets of a range. */
    Range next(Range range, long size) {
        return switch (this) {
            case NEWEST_FIRST -> new Range(Math.max(range.from(), range.to() - size), range.to());
            case OLDEST_FIRST -> new Range(range.from(), Math.min(range.to(), range.from() + size));
        };
    }

    /** What is left of a range when a part of it was read. */
    Range without(Range range, Range read) {
        return switch (this) {
            case NEWEST_FIRST -> new Range(range.from(), read.from());
            case OLDEST_FIRST -> new Range(read.to(), range.to());
        };
    }

    /** What is left of a range when it was read up to and with an offset. */
    Range without(Range range, long offset) {
        return without(range, new Range(offset, offset + 1));
    }
}
