package dev.hilo.local.running;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** In which order parts start and stop. */
final class Order {

    private Order() {
    }

    /**
     * Every part after those it needs. Needs that are not among the parts do not count.
     *
     * @throws IllegalArgumentException when parts need each other in a circle
     */
    static List<Part> ofStarting(Collection<? extends Part> parts) {
        Map<String, Part> left = new LinkedHashMap<>();
        parts.forEach(part -> left.put(part.name(), part));
        var ordered = new ArrayList<Part>();
        while (!left.isEmpty()) {
            var free = left.values().stream().filter(part -> part.needs().stream().noneMatch(left::containsKey))
                    .toList();
            if (free.isEmpty()) {
                throw new IllegalArgumentException("These need each other in a circle: " + left.keySet());
            }
            ordered.addAll(free);
            free.forEach(part -> left.remove(part.name()));
        }
        return ordered;
    }

    /** Groups that stop one after the other; inside a group all at once. */
    static List<List<Part>> ofStopping(Collection<? extends Part> parts) {
        var tiers = new TreeMap<Part.Tier, LinkedHashSet<Part>>();
        parts.forEach(part -> tiers.computeIfAbsent(part.tier(), tier -> new LinkedHashSet<>()).add(part));
        return tiers.values().stream().map(List::copyOf).toList();
    }
}
