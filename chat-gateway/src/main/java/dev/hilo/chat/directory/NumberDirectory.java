package dev.hilo.chat.directory;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.provisioning.NumberRecord;
import dev.hilo.platform.access.Caller;
import org.jspecify.annotations.Nullable;

/**
 * Which teams own which number, and what it is called. Written by the one reader of the stream, read by anybody; a number
 * that is not in it belongs to no team, so only managers see it.
 */
@ApplicationScoped
public class NumberDirectory {

    private static final UUID NO_ID = new UUID(0, 0);

    private final Map<PhoneNumber, NumberRecord> records = new ConcurrentHashMap<>();

    /**
     * One of our numbers as a person knows it.
     *
     * @param color as {@code #rrggbb}; absent for one that has none
     * @param state nothing can be sent from one that is not active
     * @param mmsEnabled whether pictures can be sent from it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Named(PhoneNumber did, String name, @Nullable String color, NumberRecord.State state,
            boolean smsEnabled, boolean mmsEnabled) {
    }

    /**
     * What a record changed.
     *
     * @param whoMaySee the teams are others now
     * @param whatIsShown its name, colour, state or what it can send
     * @param anything any of that, or what only managers learn of it
     */
    public record Change(boolean whoMaySee, boolean whatIsShown, boolean anything) {

        private static Change between(@Nullable NumberRecord before, @Nullable NumberRecord after) {
            return new Change(!teams(before).equals(teams(after)), !Objects.equals(shown(before), shown(after)),
                    !Objects.equals(undated(before), undated(after)));
        }

        private static Set<String> teams(@Nullable NumberRecord record) {
            return record == null ? Set.of() : Set.copyOf(record.teams());
        }

        private static @Nullable List<Object> shown(@Nullable NumberRecord record) {
            return record == null
                    ? null
                    : List.of(record.name(), Objects.requireNonNullElse(record.color(), ""), record.state(),
                            record.smsEnabled(), record.mmsEnabled());
        }

        /** A record that repeats another has its own id and time. */
        private static @Nullable NumberRecord undated(@Nullable NumberRecord record) {
            return record == null
                    ? null
                    : new NumberRecord(NO_ID, Instant.EPOCH, record.did(), record.name(), record.state(),
                            record.smsEnabled(), record.mmsEnabled(), record.campaignId(), record.teams(),
                            record.color());
        }
    }

    public Change put(NumberRecord record) {
        return Change.between(records.put(record.did(), record), record);
    }

    /** A tombstone: the number was wiped from the topic. */
    public Change remove(PhoneNumber did) {
        return Change.between(records.remove(did), null);
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
                .map(record -> new Named(record.did(), record.name(), record.color(), record.state(),
                        record.smsEnabled(), record.mmsEnabled()))
                .sorted(Comparator.comparing(Named::name).thenComparing(Named::did))
                .toList();
    }
}
