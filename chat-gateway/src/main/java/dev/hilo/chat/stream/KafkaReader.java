package dev.hilo.chat.stream;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.Topics;
import dev.hilo.contracts.messaging.ConversationEvent;
import dev.hilo.contracts.messaging.WorkspaceChange;
import dev.hilo.contracts.provisioning.NumberRecord;
import dev.hilo.contracts.provisioning.OrderRecord;
import dev.hilo.platform.event.EventCodec;
import dev.hilo.platform.event.UnreadableEvent;
import dev.hilo.platform.kafka.TopicLog;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads all of {@code number.records} from its beginning, {@code conversation.events} from a window of time,
 * {@code number.orders} and {@code workspace.changes} from their ends, for as long as the gateway runs.
 * <p>
 * A plain consumer on a thread of its own instead of a channel of the messaging framework: it assigns and seeks (by
 * time, per topic, and to where it stopped after a failure), knows the ends as of its start, and takes the next batch
 * only when the listener is done with the last. A channel does each of these only in a roundabout way; agents' signals,
 * which need none of them, go through channels.
 * <p>
 * It commits nothing and belongs to no group. A record that cannot be read is counted, logged without its value, put to
 * the dead letters and passed over: a client notices the missing number and reads the thread again.
 */
public final class KafkaReader implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(KafkaReader.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(1);
    private static final long ADMIN_SECONDS = 10;
    private static final List<String> TOPICS = List.of(Topics.NUMBER_RECORDS, Topics.CONVERSATION_EVENTS,
            Topics.NUMBER_ORDERS, Topics.WORKSPACE_CHANGES);

    private final Map<String, Object> kafka;
    private final StreamConfig config;
    private final Clock clock;
    private final StreamListener listener;
    private final Runnable unreadable;
    private final DeadLetters deadLetters;
    private final CountDownLatch stopped = new CountDownLatch(1);
    /** Where to go on after a failure; belongs to the reading thread. */
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    /** What the positions are places in. */
    private Map<String, TopicLog> logs = Map.of();
    private int log;
    private volatile @Nullable Consumer<String, byte[]> consumer;
    private volatile boolean running = true;
    private volatile boolean healthy;

    /**
     * @param kafka bootstrap servers and security of the clients
     * @param unreadable called for each record passed over
     */
    public KafkaReader(Map<String, Object> kafka, StreamConfig config, Clock clock, StreamListener listener,
            Runnable unreadable) {
        this.kafka = Map.copyOf(kafka);
        this.config = config;
        this.clock = clock;
        this.listener = listener;
        this.unreadable = unreadable;
        this.deadLetters = new DeadLetters(this.kafka);
    }

    public void start() {
        Thread.ofPlatform().daemon().name("hilo-stream").start(this::run);
    }

    /** Whether the last poll worked. */
    public boolean isHealthy() {
        return healthy;
    }

    @Override
    public void close() {
        running = false;
        var current = consumer;
        if (current != null) {
            current.wakeup();
        }
        try {
            if (!stopped.await(5, TimeUnit.SECONDS)) {
                LOG.warn("the stream's reader did not stop in time");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (running) {
                try {
                    read();
                } catch (WakeupException asked) {
                    // close() wants us to look at running.
                } catch (OffsetOutOfRangeException lost) {
                    LOG.warn("the log was cut where we stood: starting over from what is left");
                    positions.clear();
                } catch (RuntimeException failure) {
                    healthy = false;
                    LOG.warnf("cannot read the stream, trying again: %s", failure.toString());
                    pause();
                }
            }
        } finally {
            deadLetters.close();
            stopped.countDown();
        }
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE_AFTER_FAILURE);
        } catch (InterruptedException interrupted) {
            running = false;
        }
    }

    private void read() {
        try (var admin = Admin.create(kafka);
                var kafkaConsumer = new KafkaConsumer<String, byte[]>(settings(), new StringDeserializer(),
                        new ByteArrayDeserializer())) {
            consumer = kafkaConsumer;
            if (!running) {
                return;
            }
            learnLogs(admin);
            var numbers = partitionsOf(kafkaConsumer, Topics.NUMBER_RECORDS);
            var events = partitionsOf(kafkaConsumer, Topics.CONVERSATION_EVENTS);
            List<TopicPartition> news = new ArrayList<>(partitionsOf(kafkaConsumer, Topics.NUMBER_ORDERS));
            news.addAll(partitionsOf(kafkaConsumer, Topics.WORKSPACE_CHANGES));
            List<TopicPartition> all = new ArrayList<>(numbers);
            all.addAll(events);
            all.addAll(news);
            kafkaConsumer.assign(all);
            var ends = kafkaConsumer.endOffsets(all);
            place(kafkaConsumer, numbers, events, news, ends);
            follow(kafkaConsumer, new LogWatch(admin, TOPICS, logs, config.look()), ends);
        } finally {
            consumer = null;
        }
    }

    /** Goes to where we stopped; the first time, and when the topic is another one, to the beginning of the window. */
    private void place(Consumer<String, byte[]> kafkaConsumer, List<TopicPartition> numbers,
            List<TopicPartition> events, List<TopicPartition> news, Map<TopicPartition, Long> ends) {
        var found = fingerprint();
        if (found != log || events.stream().anyMatch(partition -> !positions.containsKey(partition))) {
            log = found;
            positions.clear();
            kafkaConsumer.beginningOffsets(numbers).forEach(positions::put);
            windowStart(kafkaConsumer, events, ends).forEach(positions::put);
            // How orders and labels stand by now everybody reads over REST; who watches wants what comes.
            news.forEach(partition -> positions.put(partition, ends.getOrDefault(partition, 0L)));
            var from = events.stream().mapToLong(positions::get).toArray();
            listener.begins(log, from).await().indefinitely();
        }
        positions.forEach(kafkaConsumer::seek);
    }

    /** Until we are closed, or one of the topics is another log by now. */
    private void follow(Consumer<String, byte[]> kafkaConsumer, LogWatch watch, Map<TopicPartition, Long> ends) {
        var behind = true;
        while (running && !watch.seesOthers()) {
            var records = kafkaConsumer.poll(POLL);
            healthy = true;
            List<StreamListener.Heard> batch = new ArrayList<>(records.count());
            for (var record : records) {
                heard(record).ifPresent(batch::add);
            }
            if (!batch.isEmpty()) {
                listener.heard(batch).await().indefinitely();
            }
            for (var partition : records.partitions()) {
                positions.put(partition, kafkaConsumer.position(partition));
            }
            if (behind && ends.entrySet().stream()
                    .allMatch(end -> kafkaConsumer.position(end.getKey()) >= end.getValue())) {
                behind = false;
                listener.caughtUp();
            }
        }
    }

    private Map<TopicPartition, Long> windowStart(Consumer<String, byte[]> kafkaConsumer, List<TopicPartition> events,
            Map<TopicPartition, Long> ends) {
        var since = clock.instant().minus(config.window()).toEpochMilli();
        Map<TopicPartition, Long> wanted = new HashMap<>();
        events.forEach(partition -> wanted.put(partition, since));
        var byTime = kafkaConsumer.offsetsForTimes(wanted);
        Map<TopicPartition, Long> start = new HashMap<>();
        for (var partition : events) {
            var found = byTime.get(partition);
            var end = ends.getOrDefault(partition, 0L);
            // Nothing younger: begin at the end. And no more of it than the window holds.
            start.put(partition, found == null ? end : Math.max(found.offset(), end - config.events()));
        }
        return start;
    }

    private Optional<StreamListener.Heard> heard(ConsumerRecord<String, byte[]> record) {
        try {
            return switch (record.topic()) {
                case Topics.NUMBER_RECORDS -> number(record);
                case Topics.NUMBER_ORDERS -> order(record);
                case Topics.WORKSPACE_CHANGES -> change(record);
                default -> Optional.of(event(record));
            };
        } catch (UnreadableEvent | IllegalArgumentException poison) {
            unreadable.run();
            deadLetters.put(record, "unreadable: " + poison.getMessage());
            LOG.warnf("passed over %s-%d@%d: %s", record.topic(), record.partition(), record.offset(),
                    poison.getMessage());
            return record.topic().equals(Topics.CONVERSATION_EVENTS)
                    ? Optional.of(new StreamListener.Heard.Event(record.partition(), record.offset(), at(record), null))
                    : Optional.empty();
        }
    }

    private static Optional<StreamListener.Heard> number(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            return Optional.of(new StreamListener.Heard.OurNumber(PhoneNumber.of(record.key()), null));
        }
        return EventCodec.read(record.value(), NumberRecord.class)
                .map(number -> new StreamListener.Heard.OurNumber(number.did(), number));
    }

    private static Optional<StreamListener.Heard> order(ConsumerRecord<String, byte[]> record) {
        return record.value() == null
                ? Optional.empty()
                : EventCodec.read(record.value(), OrderRecord.class).map(StreamListener.Heard.AnOrder::new);
    }

    private static Optional<StreamListener.Heard> change(ConsumerRecord<String, byte[]> record) {
        return record.value() == null
                ? Optional.empty()
                : EventCodec.read(record.value(), WorkspaceChange.class)
                        .map(StreamListener.Heard.OfTheWorkspace::new);
    }

    private static StreamListener.Heard event(ConsumerRecord<String, byte[]> record) {
        var event = record.value() == null
                ? null
                : EventCodec.read(record.value(), ConversationEvent.class).orElse(null);
        if (event != null && (event.thread() == null || event.thread().id() == null || event.thread().did() == null)) {
            throw new IllegalArgumentException("no thread");
        }
        return new StreamListener.Heard.Event(record.partition(), record.offset(), at(record), event);
    }

    private static Instant at(ConsumerRecord<String, byte[]> record) {
        return Instant.ofEpochMilli(record.timestamp());
    }

    private static List<TopicPartition> partitionsOf(Consumer<String, byte[]> kafkaConsumer, String topic) {
        List<PartitionInfo> partitions = kafkaConsumer.partitionsFor(topic);
        if (partitions == null || partitions.isEmpty()) {
            throw new IllegalStateException(topic + " does not exist yet");
        }
        return partitions.stream().map(info -> new TopicPartition(topic, info.partition()))
                .sorted((a, b) -> Integer.compare(a.partition(), b.partition())).toList();
    }

    /** Where we stopped in other logs means nothing in these. */
    private void learnLogs(Admin admin) {
        var found = logsOf(admin);
        if (!found.equals(logs)) {
            if (!logs.isEmpty()) {
                LOG.warn("a topic was made anew: starting over from what it holds");
            }
            positions.clear();
            logs = found;
        }
    }

    private static Map<String, TopicLog> logsOf(Admin admin) {
        try {
            return TopicLog.of(admin, TOPICS).get(ADMIN_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        } catch (ExecutionException | TimeoutException failure) {
            throw new IllegalStateException("the topics' ids cannot be read", failure);
        }
    }

    /** Of the topic's own id: a topic deleted and made anew is another log, though its offsets look alike. */
    private int fingerprint() {
        return Objects.requireNonNull(logs.get(Topics.CONVERSATION_EVENTS), "what was asked for").id().hashCode();
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, config.batch());
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100);
        return settings;
    }
}
