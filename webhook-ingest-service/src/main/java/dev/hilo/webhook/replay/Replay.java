package dev.hilo.webhook.replay;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.contracts.webhook.JournalDecision;
import dev.hilo.platform.problem.CommonProblem;
import dev.hilo.platform.problem.ProblemException;
import dev.hilo.webhook.archive.Archive;
import dev.hilo.webhook.archive.ArchiveConfig;
import dev.hilo.webhook.archive.ArchiveReader;
import dev.hilo.webhook.archive.Cursor;
import dev.hilo.webhook.archive.Direction;
import dev.hilo.webhook.archive.Walk;
import dev.hilo.webhook.browse.FindDeliveries;
import dev.hilo.webhook.browse.Wanted;
import dev.hilo.webhook.decision.Decisions;
import dev.hilo.webhook.letter.Letter;
import dev.hilo.webhook.letter.Letters;
import dev.hilo.webhook.outcome.Outcomes;
import dev.hilo.webhook.replay.Compare.Change;
import dev.hilo.webhook.replay.Compare.Finding;
import dev.hilo.webhook.reread.Emit;
import dev.hilo.webhook.reread.Journalled;
import dev.hilo.webhook.reread.ReadAgain;
import dev.hilo.webhook.reread.Reading;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads deliveries again, oldest first, and emits the events of those that are read differently now. Their ids are those
 * of the first time: whoever has seen them corrects what they stored, and doing it twice changes nothing. A quarantined
 * delivery that can be read now is settled by it.
 */
@ApplicationScoped
class Replay {

    private static final Logger LOG = Logger.getLogger(Replay.class);
    private static final int MOST_READ = 2_000;
    private static final int MOST_SHOWN = 500;
    /** Base64 characters of bodies that are held at once. */
    private static final long MOST_HELD = 32 * 1024 * 1024;

    private final Archive archive;
    private final ArchiveConfig config;
    private final FindDeliveries find;
    private final ReadAgain readAgain;
    private final Outcomes outcomes;
    private final Letters letters;
    private final Decisions decisions;
    private final Emit emit;

    Replay(Archive archive, ArchiveConfig config, FindDeliveries find, ReadAgain readAgain, Outcomes outcomes,
            Letters letters, Decisions decisions, Emit emit) {
        this.archive = archive;
        this.config = config;
        this.find = find;
        this.readAgain = readAgain;
        this.outcomes = outcomes;
        this.letters = letters;
        this.decisions = decisions;
        this.emit = emit;
    }

    private record Reread(Journalled found, Reading reading) {
    }

    private record Stretch(List<Reread> deliveries, int gone, @Nullable String next) {
    }

    /**
     * @param by the admin
     * @param authorization the admin's own header, for messaging
     */
    ReplayAnswer replay(ReplayRequest request, String by, String authorization) {
        letters.require();
        var wanted = Wanted.of(request.from(), request.to(), request.kind(), null, request.number(), null);
        var named = request.deliveries();
        var stretch = archive.reading(reader -> named == null
                ? range(reader, wanted, request.cursor())
                : named(reader, named));
        var known = outcomes.ask(stretch.deliveries().stream().map(read -> read.found().delivery().id()).toList(),
                authorization)
                .orElseThrow(() -> ProblemException.of(CommonProblem.UNAVAILABLE,
                        "Messaging cannot be asked what it recorded, so nothing can be compared"));
        var findings = stretch.deliveries().stream().flatMap(read -> {
            var delivery = read.found().delivery();
            return Compare.of(delivery, read.reading(), known.of(delivery.id()),
                    letters.quarantined(delivery.id()).map(Letter::reason)).stream();
        }).toList();
        var emitted = request.isDry() ? 0 : execute(findings, by);
        return new ReplayAnswer(request.isDry(), stretch.deliveries().size(),
                new ReplayAnswer.Counts(count(findings, Change.SAME), count(findings, Change.CHANGED),
                        count(findings, Change.NEW), count(findings, Change.STILL_QUARANTINED), stretch.gone()),
                findings.stream().filter(finding -> finding.change() != Change.SAME).limit(MOST_SHOWN).toList(),
                emitted, stretch.next());
    }

    private Stretch named(ArchiveReader reader, List<UUID> ids) {
        var distinct = ids.stream().distinct().toList();
        var found = find.find(reader, distinct);
        return new Stretch(found.values().stream()
                .sorted(Comparator.comparing(journalled -> journalled.delivery().occurredAt()))
                .map(journalled -> new Reread(journalled, readAgain.read(journalled.delivery()))).toList(),
                distinct.size() - found.size(), null);
    }

    private Stretch range(ArchiveReader reader, Wanted wanted, @Nullable String cursor) {
        var walk = walk(reader, wanted, cursor);
        var deadline = System.nanoTime() + config.bulkTime().toNanos();
        List<Reread> deliveries = new ArrayList<>();
        var held = 0L;
        while (deliveries.size() < MOST_READ && held < MOST_HELD
                && walk.looked() < config.mostRecords() && System.nanoTime() < deadline) {
            var entry = walk.next();
            if (entry == null) {
                return new Stretch(deliveries, 0, null);
            }
            var found = Journalled.of(entry).filter(wanted::mayBe).filter(Journalled::isOriginal);
            if (found.isPresent()) {
                var reading = readAgain.read(found.get().delivery());
                if (wanted.is(reading)) {
                    deliveries.add(new Reread(found.get(), reading));
                    held += found.get().delivery().bodyBase64().length();
                }
            }
        }
        return new Stretch(deliveries, 0, walk.cursor().map(Cursor::wire).orElse(null));
    }

    private static Walk walk(ArchiveReader reader, Wanted wanted, @Nullable String cursor) {
        if (cursor != null) {
            return reader.walk(Cursor.read(cursor, Direction.OLDEST_FIRST, FindDeliveries.KEPT));
        }
        return wanted.conversation()
                .map(keys -> reader.walkOfKeys(Direction.OLDEST_FIRST, FindDeliveries.KEPT.getFirst(), keys,
                        wanted.from(), wanted.to()))
                .orElseGet(() -> reader.walk(Direction.OLDEST_FIRST, FindDeliveries.KEPT, wanted.from(), wanted.to()));
    }

    private int execute(List<Finding> findings, String by) {
        var different = findings.stream()
                .filter(finding -> finding.change() == Change.CHANGED || finding.change() == Change.NEW).toList();
        emit.write(different.stream().map(finding -> ReadAgain.record(Objects.requireNonNull(finding.event())))
                .toList());
        decisions.record(different.stream().flatMap(finding -> letters.quarantined(finding.delivery()).stream()
                .filter(letter -> decisions.isOpen(letter.place()))
                .map(letter -> decisions.decide(letter.place(), JournalDecision.Kind.REDRIVEN, by, null, "replayed")))
                .toList());
        LOG.infof("%s replays %d events of deliveries that are read differently now", by, different.size());
        return different.size();
    }

    private static int count(List<Finding> findings, Change change) {
        return (int) findings.stream().filter(finding -> finding.change() == change).count();
    }
}
