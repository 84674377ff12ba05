package dev.hilo.webhook.parse;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.jboss.logging.Logger;

/**
 * Makes a new field of the carrier noticed: every one counts, and each name is logged the first time that this process
 * meets it. The count has no tags and the memory of names an end, since anybody with the token can invent names.
 */
@ApplicationScoped
class NoticeUnknownMembers {

    static final int MOST_REMEMBERED = 500;

    private static final Logger LOG = Logger.getLogger(NoticeUnknownMembers.class);

    private final Counter counter;
    private final Set<String> met = ConcurrentHashMap.newKeySet();

    NoticeUnknownMembers(MeterRegistry meters) {
        this.counter = Counter.builder("hilo.webhook.unknown.members").register(meters);
    }

    /** @return the names that are new */
    List<String> notice(UUID delivery, List<String> names) {
        if (names.isEmpty()) {
            return names;
        }
        counter.increment(names.size());
        var firstMet = names.stream().filter(name -> met.size() < MOST_REMEMBERED && met.add(name)).toList();
        if (!firstMet.isEmpty()) {
            LOG.warnf("delivery %s has members that are not known: %s", delivery, firstMet);
        }
        return firstMet;
    }
}
