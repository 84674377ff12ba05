package dev.hilo.webhook.letter;

import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;

import dev.hilo.contracts.Topics;
import dev.hilo.contracts.webhook.QuarantinedDelivery;
import dev.hilo.platform.event.DeadLetterHeaders;
import dev.hilo.platform.event.EventCodec;
import dev.hilo.webhook.archive.Place;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A record that was put aside, without its value.
 *
 * @param about what it is about: a place of origin or a delivery. The same thing can be put aside more than once, by
 *         every instance of a reader and at each of its starts, and counts once.
 * @param origin where the record stood that somebody could not take; absent for a quarantined delivery
 */
public record Letter(Place place, Instant at, String reason, String about, @Nullable Place origin) {

    static final Comparator<Letter> OLDEST_FIRST = Comparator.comparing(Letter::at).thenComparing(Letter::place);

    static Letter of(ConsumerRecord<String, byte[]> entry) {
        return entry.topic().equals(Topics.WEBHOOK_QUARANTINE) ? quarantined(entry) : dead(entry);
    }

    /** What a quarantined delivery is found by. */
    static String about(Object delivery) {
        return "delivery " + delivery;
    }

    private static Letter quarantined(ConsumerRecord<String, byte[]> entry) {
        var place = Place.of(entry);
        var at = Instant.ofEpochMilli(entry.timestamp());
        try {
            return EventCodec.read(entry.value(), QuarantinedDelivery.class)
                    .map(event -> new Letter(place, at, event.reason(),
                            about(Objects.requireNonNull(event.delivery().id(), "id")), null))
                    .orElseThrow();
        } catch (RuntimeException unreadable) {
            return new Letter(place, at, "the record itself cannot be read", place.wire(), null);
        }
    }

    private static Letter dead(ConsumerRecord<String, byte[]> entry) {
        var place = Place.of(entry);
        var origin = origin(entry);
        return new Letter(place, Instant.ofEpochMilli(entry.timestamp()),
                header(entry, DeadLetterHeaders.PREFIX + "reason").orElse("no reason was given"),
                origin.map(Place::wire).orElse(place.wire()), origin.orElse(null));
    }

    private static Optional<Place> origin(ConsumerRecord<String, byte[]> entry) {
        return header(entry, DeadLetterHeaders.PREFIX + "topic")
                .flatMap(topic -> header(entry, DeadLetterHeaders.PREFIX + "partition")
                        .flatMap(partition -> header(entry, DeadLetterHeaders.PREFIX + "offset")
                                .flatMap(offset -> Place.parse(topic + ":" + partition + ":" + offset))));
    }

    static Optional<String> header(ConsumerRecord<?, ?> entry, String name) {
        return Optional.ofNullable(entry.headers().lastHeader(name)).map(Header::value)
                .map(value -> new String(value, UTF_8));
    }
}
