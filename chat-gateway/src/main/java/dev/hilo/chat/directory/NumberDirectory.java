package dev.hilo.chat.directory;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.provisioning.NumberRecord;
import dev.hilo.platform.access.Caller;

/**
 * Which teams own which number. Written by the one reader of the stream, read by anybody; a number that is not in it
 * belongs to no team, so only managers see it.
 */
@ApplicationScoped
public class NumberDirectory {

    private final Map<PhoneNumber, NumberRecord> records = new ConcurrentHashMap<>();

    /** One of our numbers as a person knows it. */
    public record Named(PhoneNumber did, String name) {
    }

    /** @return whether it changed who may see the number */
    public boolean put(NumberRecord record) {
        var before = records.put(record.did(), record);
        return before == null
                ? !record.teams().isEmpty()
                : !Set.copyOf(before.teams()).equals(Set.copyOf(record.teams()));
    }

    /** A tombstone: the number was wiped from the topic. */
    public boolean remove(PhoneNumber did) {
        var before = records.remove(did);
        return before != null && !before.teams().isEmpty();
    }

    public List<String> teamsOf(PhoneNumber did) {
        var record = records.get(did);
        return record == null ? List.of() : record.teams();
    }

    public Set<PhoneNumber> all() {
        return Set.copyOf(records.keySet());
    }

    /** The numbers somebody may see and that we still have, by name. */
    public List<Named> visibleTo(Caller caller) {
        return records.values().stream()
                .filter(record -> record.state() != NumberRecord.State.RELEASED)
                .filter(record -> caller.maySee(record.teams()))
                .map(record -> new Named(record.did(), record.name()))
                .sorted(Comparator.comparing(Named::name).thenComparing(Named::did))
                .toList();
    }
}
