package dev.hilo.chat.presence;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.hilo.contracts.ThreadId;
import dev.hilo.contracts.agent.AgentSignal;

/**
 * Who looks at which thread and who types, as far as we have heard in the last half minute. Not safe for several
 * threads.
 */
public final class Presence {

    private final Duration staleAfter;
    private final Map<ThreadId, Map<String, Instant>> viewers = new HashMap<>();
    private final Map<ThreadId, Map<String, Instant>> typing = new HashMap<>();

    /** What colleagues with the thread open are told. */
    public sealed interface Change {

        ThreadId threadId();

        /** Somebody began or stopped to type. */
        record TypingChanged(ThreadId threadId, String user, boolean on) implements Change {
        }

        /** @param users everybody who looks at it now, by name */
        record ViewersChanged(ThreadId threadId, List<String> users) implements Change {
        }
    }

    /** @param staleAfter who is not heard of for so long has gone without a word */
    public Presence(Duration staleAfter) {
        this.staleAfter = staleAfter;
    }

    /** Takes a signal; one that took too long to arrive says nothing about now. */
    public List<Change> heard(AgentSignal.InThread signal, Instant now) {
        if (signal.occurredAt().plus(staleAfter).isBefore(now)) {
            return List.of();
        }
        return switch (signal) {
            // "Still typing" is passed on too: a page takes the notice down by itself after some seconds.
            case AgentSignal.Typing it -> mark(typing, it, it.on(), now) || it.on()
                    ? List.of(new Change.TypingChanged(it.threadId(), it.user(), it.on()))
                    : List.of();
            case AgentSignal.Viewing it -> viewing(it, now);
        };
    }

    private List<Change> viewing(AgentSignal.Viewing signal, Instant now) {
        List<Change> changes = new ArrayList<>();
        if (mark(viewers, signal, signal.on(), now)) {
            changes.add(new Change.ViewersChanged(signal.threadId(), viewersOf(signal.threadId())));
        }
        if (!signal.on() && remove(typing, signal.threadId(), signal.user())) {
            changes.add(new Change.TypingChanged(signal.threadId(), signal.user(), false));
        }
        return changes;
    }

    /** Lets go of everybody who is not heard of any more. */
    public List<Change> expire(Instant now) {
        List<Change> changes = new ArrayList<>();
        expired(typing, now).forEach((thread, users) -> users
                .forEach(user -> changes.add(new Change.TypingChanged(thread, user, false))));
        expired(viewers, now).keySet()
                .forEach(thread -> changes.add(new Change.ViewersChanged(thread, viewersOf(thread))));
        return changes;
    }

    public List<String> viewersOf(ThreadId thread) {
        return viewers.getOrDefault(thread, Map.of()).keySet().stream().sorted().toList();
    }

    public List<String> typingIn(ThreadId thread) {
        return typing.getOrDefault(thread, Map.of()).keySet().stream().sorted().toList();
    }

    /** @return whether that is news */
    private static boolean mark(Map<ThreadId, Map<String, Instant>> where, AgentSignal.InThread signal,
            boolean on,
            Instant now) {
        return on
                ? where.computeIfAbsent(signal.threadId(), thread -> new TreeMap<>()).put(signal.user(), now) == null
                : remove(where, signal.threadId(), signal.user());
    }

    private static boolean remove(Map<ThreadId, Map<String, Instant>> where, ThreadId thread, String user) {
        var users = where.get(thread);
        if (users == null || users.remove(user) == null) {
            return false;
        }
        if (users.isEmpty()) {
            where.remove(thread);
        }
        return true;
    }

    private Map<ThreadId, List<String>> expired(Map<ThreadId, Map<String, Instant>> where, Instant now) {
        Map<ThreadId, List<String>> gone = new HashMap<>();
        for (Iterator<Map.Entry<ThreadId, Map<String, Instant>>> threads = where.entrySet().iterator(); threads
                .hasNext();) {
            var thread = threads.next();
            var users = thread.getValue().entrySet().stream()
                    .filter(user -> user.getValue().plus(staleAfter).isBefore(now)).map(Map.Entry::getKey).toList();
            if (!users.isEmpty()) {
                gone.put(thread.getKey(), users);
                thread.getValue().keySet().removeAll(users);
            }
            if (thread.getValue().isEmpty()) {
                threads.remove();
            }
        }
        return gone;
    }
}
