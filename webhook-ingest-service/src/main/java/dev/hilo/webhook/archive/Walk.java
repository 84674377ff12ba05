package dev.hilo.webhook.archive;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Goes through partitions in the order of time, record by record. Each partition is read in chunks, from its end or its
 * beginning, and the next record is the first of those that stand at the front: within a partition it is the log's order,
 * between partitions that of the clocks.
 */
public final class Walk {

    /** Records of a partition's first chunk; a page needs few of each. */
    private static final int FIRST_CHUNK = 16;
    private static final int LARGEST_CHUNK = 1_000;
    /** Bytes that one partition's chunk should not exceed, judged by the one before. */
    private static final int CHUNK_BYTES = 524_288;

    private final ArchiveReader reader;
    private final Direction direction;
    private final Map<TopicPartition, Lane> lanes = new TreeMap<>(Cursor.ORDER);
    private int looked;
    private @Nullable Instant until;

    /** One partition: what is left of it as the caller sees it, and what of that has been fetched. */
    private static final class Lane {

        private Range left;
        private Range unread;
        private int chunk = FIRST_CHUNK;
        private final Deque<ConsumerRecord<String, byte[]>> front = new ArrayDeque<>();

        Lane(Range range) {
            left = range;
            unread = range;
        }
    }

    Walk(ArchiveReader reader, Direction direction, Map<TopicPartition, Range> ranges) {
        this.reader = reader;
        this.direction = direction;
        ranges.forEach((partition, range) -> lanes.put(partition, new Lane(range)));
    }

    /** @return null when there is no more */
    public @Nullable ConsumerRecord<String, byte[]> next() {
        fill();
        var nearest = lanes.values().stream().filter(lane -> !lane.front.isEmpty())
                .min((one, other) -> direction.order().compare(one.front.getFirst(), other.front.getFirst()));
        if (nearest.isEmpty()) {
            return null;
        }
        var lane = nearest.get();
        var entry = lane.front.removeFirst();
        lane.left = direction.without(lane.left, entry.offset());
        if (lane.front.isEmpty()) {
            // Offsets that hold no record, behind the last that does.
            lane.left = lane.unread;
        }
        looked++;
        until = Instant.ofEpochMilli(entry.timestamp());
        return entry;
    }

    /** Records looked at so far. */
    public int looked() {
        return looked;
    }

    /** The time of the last record looked at. */
    public Optional<Instant> until() {
        return Optional.ofNullable(until);
    }

    /** Where to go on behind the last record that {@link #next} gave; empty when there is nothing left. */
    public Optional<Cursor> cursor() {
        Map<TopicPartition, Range> ranges = new TreeMap<>(Cursor.ORDER);
        lanes.forEach((partition, lane) -> {
            if (!lane.left.isEmpty()) {
                ranges.put(partition, lane.left);
            }
        });
        return ranges.isEmpty() ? Optional.empty() : Optional.of(new Cursor(direction, ranges));
    }

    /** No record can be the next one before every partition shows its own. */
    private void fill() {
        var chunks = chunks();
        while (!chunks.isEmpty()) {
            var fetched = reader.fetch(chunks);
            chunks.forEach((partition, chunk) -> {
                var lane = lane(partition);
                lane.unread = direction.without(lane.unread, chunk);
                take(lane, fetched.getOrDefault(partition, List.of()));
                if (lane.front.isEmpty()) {
                    lane.left = lane.unread;
                }
            });
            chunks = chunks();
        }
    }

    private void take(Lane lane, List<ConsumerRecord<String, byte[]>> entries) {
        var bytes = 0L;
        for (var entry : entries) {
            bytes += Math.max(0, entry.serializedValueSize());
            switch (direction) {
                case NEWEST_FIRST -> lane.front.addFirst(entry);
                case OLDEST_FIRST -> lane.front.addLast(entry);
            }
        }
        var average = Math.max(1, bytes / Math.max(1, entries.size()));
        lane.chunk = (int) Math.clamp(CHUNK_BYTES / average, 1, Math.min(LARGEST_CHUNK, lane.chunk * 4L));
    }

    private Map<TopicPartition, Range> chunks() {
        Map<TopicPartition, Range> chunks = new HashMap<>();
        lanes.forEach((partition, lane) -> {
            if (lane.front.isEmpty() && !lane.unread.isEmpty()) {
                chunks.put(partition, direction.next(lane.unread, lane.chunk));
            }
        });
        return chunks;
    }

    private Lane lane(TopicPartition partition) {
        var lane = lanes.get(partition);
        if (lane == null) {
            throw new IllegalStateException("fetched what nobody asked for");
        }
        return lane;
    }
}
