package dev.hilo.messaging.quiet;

import java.time.ZoneId;
import java.util.Set;

/**
 * Where a number's holder may be, as far as the number tells.
 *
 * @param zones all that are possible; none when nothing is known
 * @param places countries and states of rules: {@code US} and {@code US-FL}, {@code CA}; several where an area reaches
 *        over a border
 * @param area whether the number belongs to an area at all; toll-free numbers and short codes do not
 */
record Whereabouts(Set<ZoneId> zones, Set<String> places, boolean area) {

    static final Whereabouts NOWHERE = new Whereabouts(Set.of(), Set.of(), false);

    Whereabouts {
        zones = Set.copyOf(zones);
        places = Set.copyOf(places);
    }
}
