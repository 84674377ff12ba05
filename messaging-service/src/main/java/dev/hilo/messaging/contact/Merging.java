package dev.hilo.messaging.contact;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * What two contacts say together when nobody chooses: the fuller name, both notes, and of two values of a field the one
 * of the contact that stays.
 *
 * @param names both, when they differ; the proposed one first
 * @param conflicts the two values of a field that both have, the proposed one first
 */
record Merging(Noted proposed, List<String> names, Map<String, List<String>> conflicts) {

    static Merging of(Noted stays, Noted joins) {
        var name = fuller(stays.name(), joins.name());
        var names = Stream.of(name, stays.name(), joins.name()).filter(Objects::nonNull).distinct().toList();
        Map<String, String> fields = new HashMap<>(joins.fields());
        fields.putAll(stays.fields());
        Map<String, List<String>> conflicts = new TreeMap<>();
        stays.fields().forEach((key, value) -> {
            var other = joins.fields().get(key);
            if (other != null && !other.equals(value)) {
                conflicts.put(key, List.of(value, other));
            }
        });
        return new Merging(new Noted(name, together(stays.notes(), joins.notes()), fields), names, conflicts);
    }

    /** "Lucía Ferrer" rather than "lucia"; of two that have nothing in common the first. */
    private static @Nullable String fuller(@Nullable String one, @Nullable String other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        var longer = Noted.key(other);
        var shorter = Noted.key(one);
        return !longer.equals(shorter) && longer.contains(shorter) ? other : one;
    }

    private static @Nullable String together(@Nullable String one, @Nullable String other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        if (one.contains(other)) {
            return one;
        }
        return other.contains(one) ? other : one + "\n\n" + other;
    }
}
