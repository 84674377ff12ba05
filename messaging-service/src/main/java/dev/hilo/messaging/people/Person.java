package dev.hilo.messaging.people;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

import dev.hilo.platform.access.Caller;

/**
 * Somebody who has called us, as their last token says.
 *
 * @param seenAt when they called last, to a few minutes
 */
public record Person(String user, String name, List<String> teams, List<String> roles, Instant seenAt)
        implements
            Comparable<Person> {

    private static final Comparator<Person> BY_NAME = Comparator.comparing(Person::name, String.CASE_INSENSITIVE_ORDER)
            .thenComparing(Person::user);

    /** The one decision, for somebody who is not here to ask. */
    public boolean maySee(Collection<String> teamsOfNumber) {
        return caller().maySee(teamsOfNumber);
    }

    boolean isManager() {
        return caller().isManager();
    }

    /** By name, as people are looked for. */
    @Override
    public int compareTo(Person other) {
        return BY_NAME.compare(this, other);
    }

    private Caller caller() {
        return Caller.of(user, roles, teams);
    }
}
