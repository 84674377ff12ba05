package dev.hilo.messaging.dated;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.TreeMap;

/**
 * A value that changes on given days. The day begins where the rules are made, on the US east coast. Before the first day
 * the first value holds: nobody decided earlier than that.
 */
public final class Dated<T> {

    private static final ZoneId RULE_MAKERS = ZoneId.of("America/New_York");

    private final TreeMap<LocalDate, T> values;

    /** @throws IllegalArgumentException when there is no value at all */
    public Dated(Map<LocalDate, T> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("a dated value needs at least one date");
        }
        this.values = new TreeMap<>(values);
    }

    public T at(Instant moment) {
        var valid = values.floorEntry(LocalDate.ofInstant(moment, RULE_MAKERS));
        return valid == null ? values.firstEntry().getValue() : valid.getValue();
    }
}
