package dev.hilo.webhook.browse;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.contracts.Topics;
import dev.hilo.webhook.archive.Archive;
import dev.hilo.webhook.archive.ArchiveConfig;
import dev.hilo.webhook.archive.ArchiveReader;
import dev.hilo.webhook.archive.Cursor;
import dev.hilo.webhook.archive.Direction;
import dev.hilo.webhook.archive.Walk;
import dev.hilo.webhook.outcome.Outcomes;
import dev.hilo.webhook.reread.Journalled;
import dev.hilo.webhook.reread.ReadAgain;
import org.jspecify.annotations.Nullable;

/**
 * Pages of the journal, newest first. A page ends when it is full, when the journal does, or when enough records were
 * looked at for one request; the next page goes on behind the last record that was looked at.
 */
@ApplicationScoped
class BrowseDeliveries {

    /** What messaging is asked about at once when the answer decides who stays. */
    private static final int ASKED_AT_ONCE = 100;

    private final Archive archive;
    private final ArchiveConfig config;
    private final ReadAgain readAgain;
    private final Outcomes outcomes;

    BrowseDeliveries(Archive archive, ArchiveConfig config, ReadAgain readAgain, Outcomes outcomes) {
        this.archive = archive;
        this.config = config;
        this.readAgain = readAgain;
        this.outcomes = outcomes;
    }

    /**
     * @param next where to go on; empty at the end of the journal
     * @param outcomesKnown whether messaging could be asked
     * @param stopped set when the page stopped before it was full
     */
    record Page(List<DeliveryView> deliveries, Optional<Cursor> next, boolean outcomesKnown, Optional<Stop> stopped) {
    }

    /**
     * @param looked how many records were looked at
     * @param until down to which instant
     */
    record Stop(int looked, Instant until) {
    }

    private record Candidate(DeliveryView view, Optional<Cursor> behind) {
    }

    Page page(Wanted wanted, @Nullable String cursor, int limit, String authorization) {
        return archive.reading(reader -> page(walk(reader, wanted, cursor), wanted, limit, authorization));
    }

    private static Walk walk(ArchiveReader reader, Wanted wanted, @Nullable String cursor) {
        if (cursor != null) {
            return reader.walk(Cursor.read(cursor, Direction.NEWEST_FIRST, FindDeliveries.KEPT));
        }
        return wanted.conversation()
                .map(keys -> reader.walkOfKeys(Direction.NEWEST_FIRST, Topics.WEBHOOK_DELIVERIES, keys, wanted.from(),
                        wanted.to()))
                .orElseGet(() -> reader.walk(Direction.NEWEST_FIRST, FindDeliveries.KEPT, wanted.from(), wanted.to()));
    }

    private Page page(Walk walk, Wanted wanted, int limit, String authorization) {
        var deadline = System.nanoTime() + config.pageTime().toNanos();
        List<DeliveryView> page = new ArrayList<>(limit);
        var known = true;
        var more = true;
        while (more && page.size() < limit) {
            var batch = wanted.verdict() == null ? limit : ASKED_AT_ONCE;
            List<Candidate> candidates = new ArrayList<>(batch);
            while (more && candidates.size() < batch) {
                more = walk.looked() < config.mostRecords() && System.nanoTime() < deadline
                        && look(walk, wanted, candidates);
            }
            var answers = outcomes.ask(candidates.stream().map(candidate -> candidate.view().id()).toList(),
                    authorization);
            known &= answers.isPresent();
            for (var candidate : candidates) {
                var view = candidate.view().with(answers.map(all -> all.outcome(candidate.view().id())).orElse(null));
                // What cannot be asked cannot be left out either; the answer says so.
                if (view.outcome() == null || wanted.verdict() == null
                        || wanted.verdict().equals(view.outcome().verdict())) {
                    page.add(view);
                    if (page.size() == limit) {
                        return new Page(page, candidate.behind(), known, Optional.empty());
                    }
                }
            }
        }
        var next = walk.cursor();
        return new Page(page, next, known,
                next.isEmpty() ? Optional.empty() : walk.until().map(until -> new Stop(walk.looked(), until)));
    }

    /** @return whether there was another record */
    private boolean look(Walk walk, Wanted wanted, List<Candidate> candidates) {
        var entry = walk.next();
        if (entry == null) {
            return false;
        }
        Journalled.of(entry).filter(wanted::mayBe).filter(Journalled::isOriginal).ifPresent(found -> {
            var reading = readAgain.read(found.delivery());
            if (wanted.is(reading)) {
                candidates.add(new Candidate(DeliveryView.of(found, reading), walk.cursor()));
            }
        });
        return true;
    }
}
