package dev.hilo.webhook.letter;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.contracts.Topics;
import dev.hilo.contracts.webhook.JournalDecision;
import dev.hilo.platform.event.DeadLetterHeaders;
import dev.hilo.webhook.archive.Archive;
import dev.hilo.webhook.archive.ArchiveConfig;
import dev.hilo.webhook.archive.ArchiveReader;
import dev.hilo.webhook.archive.Place;
import dev.hilo.webhook.decision.Decisions;
import dev.hilo.webhook.letter.Letters.State;
import dev.hilo.webhook.reread.Emit;
import dev.hilo.webhook.reread.Journalled;
import dev.hilo.webhook.reread.ReadAgain;
import dev.hilo.webhook.reread.Reading;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Ends what was put aside. A quarantined delivery is read by today's parser, a dead letter goes back to its topic as it
 * came. What goes out is written before the decision is: whoever is interrupted between the two, or does the same as
 * somebody else, writes it again, and its readers know it by its id.
 */
@ApplicationScoped
class Settle {

    /** On a record that was a dead letter before: where that one stands. */
    static final String REDRIVEN_FROM = "redriven-from";
    private static final Logger LOG = Logger.getLogger(Settle.class);
    private static final int AT_ONCE = 200;
    /** An old record written again would be the newest of its key. */
    private static final Set<String> NEWEST_COUNTS = Set.of(Topics.NUMBER_RECORDS, Topics.NUMBER_ORDERS,
            Topics.CAMPAIGN_RECORDS, Topics.WORKSPACE_CHANGES);

    private final Letters letters;
    private final Decisions decisions;
    private final Archive archive;
    private final ArchiveConfig config;
    private final ReadAgain readAgain;
    private final Emit emit;

    Settle(Letters letters, Decisions decisions, Archive archive, ArchiveConfig config, ReadAgain readAgain,
            Emit emit) {
        this.letters = letters;
        this.decisions = decisions;
        this.archive = archive;
        this.config = config;
        this.readAgain = readAgain;
        this.emit = emit;
    }

    /** A place and why it stays as it was. */
    record Unsettled(Place place, String reason) {
    }

    /**
     * @param still quarantined deliveries that today's parser cannot read either
     * @param failed what cannot be sent back
     */
    record Redriven(int redriven, List<Unsettled> still, List<Unsettled> failed) {

        static Redriven nothing() {
            return new Redriven(0, new ArrayList<>(), new ArrayList<>());
        }

        Redriven with(Redriven other) {
            still.addAll(other.still);
            failed.addAll(other.failed);
            return new Redriven(redriven + other.redriven, still, failed);
        }
    }

    private record Way(List<ProducerRecord<String, byte[]>> records, String result) {
    }

    Redriven redrive(List<Place> places, String by, @Nullable String note) {
        decisions.require();
        var result = Redriven.nothing();
        for (var from = 0; from < places.size(); from += AT_ONCE) {
            result = result.with(some(places.subList(from, Math.min(places.size(), from + AT_ONCE)), by, note));
        }
        return result;
    }

    /** Everything that is open, oldest first; what time does not allow stays open. */
    Redriven redriveAll(String topic, String by, @Nullable String note) {
        letters.require();
        var deadline = System.nanoTime() + config.bulkTime().toNanos();
        var open = letters.all(topic, State.OPEN).sorted(Letter.OLDEST_FIRST).map(Letter::place).toList();
        var result = Redriven.nothing();
        for (var from = 0; from < open.size() && System.nanoTime() < deadline; from += AT_ONCE) {
            result = result.with(some(open.subList(from, Math.min(open.size(), from + AT_ONCE)), by, note));
        }
        return result;
    }

    /** @return how many; a place that is none of these topics' is passed over */
    int dismiss(List<Place> places, String by, String note) {
        decisions.require();
        var dismissed = places.stream().distinct().filter(place -> Letters.TOPICS.contains(place.topic()))
                .map(place -> decisions.decide(place, JournalDecision.Kind.DISMISSED, by, note, null)).toList();
        decisions.record(dismissed);
        LOG.infof("%s dismisses %d records that were put aside", by, dismissed.size());
        return dismissed.size();
    }

    private Redriven some(List<Place> places, String by, @Nullable String note) {
        var result = Redriven.nothing();
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
        List<JournalDecision> decided = new ArrayList<>();
        var _ = archive.reading(reader -> {
            var found = reader.at(places.stream().filter(place -> Letters.TOPICS.contains(place.topic())).toList());
            for (var place : places.stream().distinct().toList()) {
                way(reader, place, found, result).ifPresent(way -> {
                    records.addAll(way.records());
                    decided.add(decisions.decide(place, JournalDecision.Kind.REDRIVEN, by, note, way.result()));
                });
            }
            return true;
        });
        emit.write(records);
        decisions.record(decided);
        LOG.infof("%s sends %d of %d records on their way again", by, decided.size(), places.size());
        return new Redriven(decided.size(), result.still(), result.failed());
    }

    private Optional<Way> way(ArchiveReader reader, Place place, Map<Place, ConsumerRecord<String, byte[]>> found,
            Redriven result) {
        var entry = found.get(place);
        if (entry == null) {
            result.failed().add(new Unsettled(place, "there is no such record, or no longer"));
            return Optional.empty();
        }
        return place.topic().equals(Topics.WEBHOOK_QUARANTINE)
                ? quarantined(place, entry, result)
                : dead(reader, place, entry, result);
    }

    private Optional<Way> quarantined(Place place, ConsumerRecord<String, byte[]> entry, Redriven result) {
        var delivery = Journalled.of(entry);
        if (delivery.isEmpty()) {
            result.failed().add(new Unsettled(place, "the record itself cannot be read"));
            return Optional.empty();
        }
        var reading = readAgain.read(delivery.get().delivery());
        if (reading.kind() == Reading.Kind.QUARANTINED) {
            result.still().add(new Unsettled(place, reading.reason() == null ? "" : reading.reason()));
            return Optional.empty();
        }
        return Optional.of(new Way(reading.events().stream().map(ReadAgain::record).toList(), reading.kind().wire()));
    }

    private static Optional<Way> dead(ArchiveReader reader, Place place, ConsumerRecord<String, byte[]> entry,
            Redriven result) {
        var refusal = refusal(reader, Letter.of(entry), entry);
        if (refusal.isPresent()) {
            result.failed().add(new Unsettled(place, refusal.get()));
            return Optional.empty();
        }
        var headers = new RecordHeaders();
        entry.headers().forEach(header -> {
            if (!header.key().startsWith(DeadLetterHeaders.PREFIX) && !header.key().equals(REDRIVEN_FROM)) {
                headers.add(header);
            }
        });
        headers.add(REDRIVEN_FROM, place.wire().getBytes(UTF_8));
        var topic = homeOf(place.topic());
        return Optional.of(new Way(List.of(new ProducerRecord<>(topic, null, entry.key(), entry.value(), headers)),
                "sent back to " + topic));
    }

    private static Optional<String> refusal(ArchiveReader reader, Letter letter,
            ConsumerRecord<String, byte[]> entry) {
        if (entry.value() == null || entry.value().length == 0) {
            return Optional.of("it has no bytes that could be sent back");
        }
        if (!NEWEST_COUNTS.contains(homeOf(entry.topic()))) {
            return Optional.empty();
        }
        if (letter.origin() == null || entry.key() == null) {
            return Optional.of("nobody can tell whether a newer record of its key took its place");
        }
        return reader.hasNewer(letter.origin(), entry.key())
                ? Optional.of("a newer record of its key has taken its place; dismiss it")
                : Optional.empty();
    }

    /** The topic whose dead letters these are. */
    private static String homeOf(String deadLetters) {
        return deadLetters.substring(0, deadLetters.length() - Topics.deadLettersOf("").length());
    }
}
