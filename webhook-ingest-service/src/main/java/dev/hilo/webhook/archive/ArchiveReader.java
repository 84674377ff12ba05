package dev.hilo.webhook.archive;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/** One borrowed consumer; for the thread that borrowed it. Fails with Kafka's own exceptions, which the lender answers. */
public final class ArchiveReader {

    /** Writers' clocks differ, so that times in a partition are only nearly in order: what is late still counts. */
    private static final Duration NEARLY = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaConsumer<String, byte[]> consumer;
    private final ArchiveConfig config;

    ArchiveReader(KafkaConsumer<String, byte[]> consumer, ArchiveConfig config) {
        this.consumer = consumer;
        this.config = config;
    }

    /** Everything that stands on some topics between two instants; and a little of what came after, as clocks differ. */
    public Walk walk(Direction direction, Collection<String> topics, @Nullable Instant from, @Nullable Instant to) {
        return new Walk(this, direction, ranges(topics.stream().flatMap(topic -> partitions(topic).stream()).toList(),
                from, to));
    }

    /**
     * As {@link #walk}, on those partitions alone that records with one of the keys stand in. It holds as long as nobody
     * adds partitions to the topic.
     */
    public Walk walkOfKeys(Direction direction, String topic, Set<String> keys, @Nullable Instant from,
            @Nullable Instant to) {
        var all = partitions(topic);
        return new Walk(this, direction, ranges(keys.stream()
                .map(key -> Utils.toPositive(Utils.murmur2(key.getBytes(StandardCharsets.UTF_8))) % all.size())
                .distinct().map(partition -> new TopicPartition(topic, partition)).toList(), from, to));
    }

    /** Goes on where a walk stopped. */
    public Walk walk(Cursor cursor) {
        return new Walk(this, cursor.direction(), cursor.ranges());
    }

    /** The records that still stand at these places. */
    public Map<Place, ConsumerRecord<String, byte[]>> at(Collection<Place> places) {
        Map<Place, ConsumerRecord<String, byte[]>> found = new HashMap<>();
        List<Place> left = places.stream().distinct().sorted().toList();
        while (!left.isEmpty()) {
            // One place of each partition at a time: places can be far apart.
            Map<TopicPartition, Range> next = new TreeMap<>(Cursor.ORDER);
            List<Place> later = new ArrayList<>();
            for (var place : left) {
                if (next.putIfAbsent(place.inTopic(), new Range(place.offset(), place.offset() + 1)) != null) {
                    later.add(place);
                }
            }
            existing(next).forEach((_, records) -> records.forEach(entry -> found.put(Place.of(entry), entry)));
            left = later;
        }
        return found;
    }

    /** Whether the topic has a newer record with the key of this one: in a compacted topic that one counts. */
    public boolean hasNewer(Place place, String key) {
        var partition = place.inTopic();
        var end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
        var from = place.offset() + 1;
        while (from < end) {
            var to = Math.min(end, from + 2_000);
            if (fetch(Map.of(partition, new Range(from, to))).getOrDefault(partition, List.of()).stream()
                    .anyMatch(entry -> key.equals(entry.key()))) {
                return true;
            }
            from = to;
        }
        return false;
    }

    /** The first offset that each partition of a topic still has. */
    public Map<Integer, Long> beginnings(String topic) {
        Map<Integer, Long> beginnings = new HashMap<>();
        consumer.beginningOffsets(partitions(topic))
                .forEach((partition, offset) -> beginnings.put(partition.partition(), offset));
        return beginnings;
    }

    private List<TopicPartition> partitions(String topic) {
        List<PartitionInfo> partitions = consumer.partitionsFor(topic);
        return partitions.stream().map(partition -> new TopicPartition(topic, partition.partition())).toList();
    }

    private Map<TopicPartition, Range> ranges(List<TopicPartition> partitions, @Nullable Instant from,
            @Nullable Instant to) {
        var beginnings = consumer.beginningOffsets(partitions);
        var ends = consumer.endOffsets(partitions);
        var starts = from == null ? beginnings : at(partitions, from, ends);
        var stops = to == null ? ends : at(partitions, to.plus(NEARLY), ends);
        Map<TopicPartition, Range> ranges = new TreeMap<>(Cursor.ORDER);
        for (var partition : partitions) {
            var range = new Range(Math.max(offsetOf(starts, partition), offsetOf(beginnings, partition)),
                    offsetOf(stops, partition));
            if (!range.isEmpty()) {
                ranges.put(partition, range);
            }
        }
        return ranges;
    }

    /** The first offset with that time or a later one; the end where there is none. */
    private Map<TopicPartition, Long> at(List<TopicPartition> partitions, Instant instant,
            Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> asked = new HashMap<>();
        partitions.forEach(partition -> asked.put(partition, Math.max(0, instant.toEpochMilli())));
        Map<TopicPartition, Long> offsets = new HashMap<>(ends);
        consumer.offsetsForTimes(asked).forEach((partition, found) -> {
            if (found != null) {
                offsets.put(partition, found.offset());
            }
        });
        return offsets;
    }

    /** As {@link #fetch}, of those ranges alone that their partitions have. */
    private Map<TopicPartition, List<ConsumerRecord<String, byte[]>>> existing(Map<TopicPartition, Range> ranges) {
        Map<TopicPartition, Range> there = new HashMap<>();
        var known = ranges.keySet().stream().filter(partition -> consumer.partitionsFor(partition.topic()).stream()
                .anyMatch(info -> info.partition() == partition.partition())).toList();
        var beginnings = consumer.beginningOffsets(known);
        var ends = consumer.endOffsets(known);
        for (var partition : known) {
            var range = ranges.getOrDefault(partition, new Range(0, 0));
            if (range.from() >= offsetOf(beginnings, partition) && range.to() <= offsetOf(ends, partition)) {
                there.put(partition, range);
            }
        }
        return fetch(there);
    }

    /** All records in ranges that lie below their partitions' ends; what the topic has let go is not among them. */
    Map<TopicPartition, List<ConsumerRecord<String, byte[]>>> fetch(Map<TopicPartition, Range> ranges) {
        Map<TopicPartition, List<ConsumerRecord<String, byte[]>>> fetched = new HashMap<>();
        Set<TopicPartition> open = new HashSet<>(ranges.keySet());
        consumer.assign(open);
        // An assignment keeps what was paused before.
        consumer.resume(open);
        ranges.forEach((partition, range) -> consumer.seek(partition, range.from()));
        var deadline = System.nanoTime() + config.stepTime().toNanos();
        while (!open.isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("Kafka did not give its records in time");
            }
            for (var entry : consumer.poll(POLL)) {
                var partition = new TopicPartition(entry.topic(), entry.partition());
                if (entry.offset() < ranges.getOrDefault(partition, new Range(0, 0)).to()) {
                    fetched.computeIfAbsent(partition, _ -> new ArrayList<>()).add(entry);
                }
            }
            var done = open.stream()
                    .filter(partition -> consumer.position(partition) >= ranges.getOrDefault(partition,
                            new Range(0, 0)).to())
                    .toList();
            consumer.pause(done);
            open.removeAll(Set.copyOf(done));
        }
        return fetched;
    }

    private static long offsetOf(Map<TopicPartition, Long> offsets, TopicPartition partition) {
        return offsets.getOrDefault(partition, 0L);
    }
}
