package dev.hilo.webhook.archive;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

import com.fasterxml.jackson.annotation.JsonValue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Where a record stands: {@code topic:partition:offset}. */
public record Place(String topic, int partition, long offset) implements Comparable<Place> {

    private static final Pattern WIRE = Pattern.compile("([A-Za-z0-9._-]{1,249}):(\\d{1,6}):(\\d{1,18})");
    private static final Comparator<Place> ORDER = Comparator.comparing(Place::topic).thenComparingInt(Place::partition)
            .thenComparingLong(Place::offset);

    public static Place of(ConsumerRecord<?, ?> entry) {
        return new Place(entry.topic(), entry.partition(), entry.offset());
    }

    /** @return empty for what names no place */
    public static Optional<Place> parse(String wire) {
        var matcher = WIRE.matcher(wire);
        return matcher.matches()
                ? Optional.of(new Place(matcher.group(1), Integer.parseInt(matcher.group(2)),
                        Long.parseLong(matcher.group(3))))
                : Optional.empty();
    }

    @JsonValue
    public String wire() {
        return topic + ":" + partition + ":" + offset;
    }

    TopicPartition inTopic() {
        return new TopicPartition(topic, partition);
    }

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return wire();
    }
}
