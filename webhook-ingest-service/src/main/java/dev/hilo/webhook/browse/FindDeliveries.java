package dev.hilo.webhook.browse;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.contracts.Topics;
import dev.hilo.platform.problem.CommonProblem;
import dev.hilo.platform.problem.ProblemException;
import dev.hilo.webhook.archive.ArchiveConfig;
import dev.hilo.webhook.archive.ArchiveReader;
import dev.hilo.webhook.archive.Direction;
import dev.hilo.webhook.reread.Journalled;

/**
 * Finds deliveries by their ids. An id is a UUIDv7 and carries its time, so only what came about then is looked at; an id
 * of another kind is nobody's.
 */
@ApplicationScoped
public class FindDeliveries {

    /** Where deliveries are first kept. */
    public static final List<String> KEPT = List.of(Topics.WEBHOOK_DELIVERIES, Topics.WEBHOOK_QUARANTINE);
    /** Between the moment an id is given and the one that stands on the record. */
    private static final Duration APART = Duration.ofSeconds(1);
    /** Ids closer than this are looked for together. */
    private static final Duration TOGETHER = Duration.ofSeconds(30);

    private final ArchiveConfig config;

    FindDeliveries(ArchiveConfig config) {
        this.config = config;
    }

    /**
     * @return without those that the journal no longer has
     * @throws ProblemException 503 when it takes too long
     */
    public Map<UUID, Journalled> find(ArchiveReader reader, Collection<UUID> ids) {
        var deadline = System.nanoTime() + config.bulkTime().toNanos();
        Map<UUID, Journalled> found = new HashMap<>();
        for (var group : groups(ids)) {
            find(reader, group, found, deadline);
        }
        return found;
    }

    private static void find(ArchiveReader reader, List<UUID> group, Map<UUID, Journalled> found, long deadline) {
        Set<UUID> missing = new HashSet<>(group);
        var last = at(group.getLast());
        var walk = reader.walk(Direction.OLDEST_FIRST, KEPT, at(group.getFirst()).minus(APART),
                last.plus(APART));
        for (var entry = walk.next(); entry != null && !missing.isEmpty(); entry = walk.next()) {
            if (System.nanoTime() > deadline) {
                throw ProblemException.of(CommonProblem.UNAVAILABLE, "Looking took too long; name fewer deliveries");
            }
            Journalled.of(entry).filter(delivery -> missing.contains(delivery.delivery().id()))
                    .filter(Journalled::isOriginal).ifPresent(delivery -> {
                        missing.remove(delivery.delivery().id());
                        found.put(delivery.delivery().id(), delivery);
                    });
        }
    }

    private static List<List<UUID>> groups(Collection<UUID> ids) {
        List<List<UUID>> groups = new ArrayList<>();
        ids.stream().filter(id -> id.version() == 7).distinct().sorted(Comparator.comparing(FindDeliveries::at))
                .forEach(id -> {
                    if (groups.isEmpty() || at(groups.getLast().getLast()).plus(TOGETHER).isBefore(at(id))) {
                        groups.add(new ArrayList<>());
                    }
                    groups.getLast().add(id);
                });
        return groups;
    }

    /** RFC 9562 §5.7: milliseconds in the first 48 bits. */
    private static Instant at(UUID id) {
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
    }
}
