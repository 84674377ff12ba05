package dev.hilo.webhook.archive;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads topics whole and follows them for good, on a thread of its own. Every instance needs every record, so it takes
 * the partitions itself, without a consumer group: nothing to commit and nothing left behind at the broker. A broker that
 * is away is waited for, and reading goes on where it stopped.
 */
public final class FollowTopics {

    private static final Logger LOG = Logger.getLogger(FollowTopics.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Map<String, Object> kafka;
    private final String name;
    private final List<String> topics;
    private final long newest;
    private final Consumer<ConsumerRecord<String, byte[]>> heard;
    private final Runnable caughtUp;
    private final CountDownLatch stopping = new CountDownLatch(1);
    /** Where to go on; belongs to the reading thread. */
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private volatile @Nullable KafkaConsumer<String, byte[]> consumer;

    private FollowTopics(Map<String, Object> kafka, String name, List<String> topics, long newest,
            Consumer<ConsumerRecord<String, byte[]>> heard, Runnable caughtUp) {
        this.kafka = kafka;
        this.name = name;
        this.topics = topics;
        this.newest = newest;
        this.heard = heard;
        this.caughtUp = caughtUp;
    }

    /**
     * Starts at once.
     *
     * @param name of the thread and, for the broker, of the client
     * @param heard called for each record, by one thread; a record that it fails on is logged and passed over
     * @param caughtUp called when everything has been heard that the topics held at the start
     */
    public static FollowTopics whole(Map<String, Object> kafka, String name, List<String> topics,
            Consumer<ConsumerRecord<String, byte[]>> heard, Runnable caughtUp) {
        return newest(kafka, name, topics, Long.MAX_VALUE, heard, caughtUp);
    }

    /** As {@link #whole}, but at the start no more than the newest {@code most} records of each partition. */
    public static FollowTopics newest(Map<String, Object> kafka, String name, List<String> topics, long most,
            Consumer<ConsumerRecord<String, byte[]>> heard, Runnable caughtUp) {
        var follow = new FollowTopics(kafka, name, topics, most, heard, caughtUp);
        Thread.ofPlatform().daemon().name(name).start(follow::readForGood);
        return follow;
    }

    public void stop() {
        stopping.countDown();
        var reading = consumer;
        if (reading != null) {
            reading.wakeup();
        }
    }

    private void readForGood() {
        var done = false;
        while (!done) {
            try (var reading = new KafkaConsumer<>(Archive.Consumers.settings(kafka, name), new StringDeserializer(),
                    new ByteArrayDeserializer())) {
                consumer = reading;
                read(reading);
            } catch (WakeupException calledToStop) {
                // Seen below.
            } catch (RuntimeException failure) {
                LOG.warnf("%s cannot be read now: %s", name, failure.getClass().getSimpleName());
            }
            done = stoppedAfterAPause();
        }
    }

    private void read(KafkaConsumer<String, byte[]> reading) {
        var partitions = topics.stream().flatMap(topic -> partitionsOf(reading, topic).stream()).toList();
        reading.assign(partitions);
        var ends = reading.endOffsets(partitions);
        reading.beginningOffsets(partitions).forEach((partition, beginning) -> reading.seek(partition,
                positions.computeIfAbsent(partition,
                        _ -> Math.max(beginning, ends.getOrDefault(partition, 0L) - newest))));
        var behind = true;
        while (stopping.getCount() > 0) {
            var records = reading.poll(POLL);
            records.forEach(this::take);
            records.partitions().forEach(partition -> positions.put(partition, reading.position(partition)));
            if (behind && partitions.stream().allMatch(p -> reading.position(p) >= ends.getOrDefault(p, 0L))) {
                behind = false;
                caughtUp.run();
            }
        }
    }

    private static List<TopicPartition> partitionsOf(KafkaConsumer<String, byte[]> reading, String topic) {
        var partitions = reading.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition())).toList();
        if (partitions.isEmpty()) {
            throw new IllegalStateException("there is no topic " + topic);
        }
        return partitions;
    }

    private void take(ConsumerRecord<String, byte[]> entry) {
        try {
            heard.accept(entry);
        } catch (RuntimeException unreadable) {
            LOG.warnf("%s-%d@%d cannot be read: %s", entry.topic(), entry.partition(), entry.offset(),
                    unreadable.getClass().getSimpleName());
        }
    }

    private boolean stoppedAfterAPause() {
        try {
            return stopping.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException calledToStop) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
