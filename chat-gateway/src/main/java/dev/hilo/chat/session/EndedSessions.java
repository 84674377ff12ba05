package dev.hilo.chat.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

import org.jspecify.annotations.Nullable;

/**
 * Sessions that ended before their tokens: a cookie of one opens nothing any more, although its signature still holds.
 * Remembered for longer than a token lives; after that the provider refuses to renew it.
 */
@ApplicationScoped
public class EndedSessions {

    private static final Duration LONGER_THAN_A_TOKEN = Duration.ofHours(2);
    private static final int MOST = 100_000;

    private final Clock clock;
    private final Map<String, Instant> ended = new LinkedHashMap<>();

    EndedSessions(Clock clock) {
        this.clock = clock;
    }

    /** @param session {@link Session#hash} of it */
    public synchronized void remember(String session) {
        var now = clock.instant();
        ended.putIfAbsent(session, now);
        for (Iterator<Instant> oldest = ended.values().iterator(); oldest.hasNext();) {
            if (!oldest.next().plus(LONGER_THAN_A_TOKEN).isBefore(now) && ended.size() <= MOST) {
                return;
            }
            oldest.remove();
        }
    }

    synchronized boolean has(@Nullable String session) {
        return session != null && ended.containsKey(session);
    }
}
