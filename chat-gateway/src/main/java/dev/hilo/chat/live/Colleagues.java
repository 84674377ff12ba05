package dev.hilo.chat.live;

import java.time.Instant;
import java.util.List;

import dev.hilo.chat.frame.ServerFrame;
import dev.hilo.chat.presence.Presence;
import dev.hilo.chat.stream.EventWindow;
import dev.hilo.contracts.agent.AgentSignal;

/** Tells those who have a thread open who else looks at it and who types. */
final class Colleagues {

    private final EventWindow window;
    private final OpenThreads threads;
    private final Presence presence;
    private final LiveConfig config;

    Colleagues(EventWindow window, OpenThreads threads, Presence presence, LiveConfig config) {
        this.window = window;
        this.threads = threads;
        this.presence = presence;
        this.config = config;
    }

    void heard(AgentSignal.InThread signal, Instant now) {
        announce(presence.heard(signal, now));
        if (signal instanceof AgentSignal.Viewing viewing && !viewing.on()) {
            // They closed it elsewhere; perhaps they still have it open here.
            threads.readersOf(signal.threadId()).stream().filter(reader -> reader.user().equals(signal.user()))
                    .findFirst().ifPresent(threads::sayStillViewing);
        }
    }

    void expire(Instant now) {
        announce(presence.expire(now));
    }

    /** Repeats from time to time that somebody looks, for gateways that came later or missed it. */
    void repeat(Viewer viewer, Instant now) {
        if (!viewer.open.isEmpty() && viewer.saidStillViewing().plus(config.stillViewing()).isBefore(now)) {
            viewer.saidStillViewing(now);
            threads.sayStillViewing(viewer);
        }
    }

    private void announce(List<Presence.Change> changes) {
        for (var change : changes) {
            var theirs = threads.readersOf(change.threadId());
            if (theirs.isEmpty()) {
                continue;
            }
            var frame = new Wording(switch (change) {
                case Presence.Change.TypingChanged it -> new ServerFrame.Typing(it.threadId(), it.user(), it.on());
                case Presence.Change.ViewersChanged it -> new ServerFrame.Presence(it.threadId(), it.users());
            }, window.position());
            theirs.stream().filter(reader -> !isTheirOwn(change, reader))
                    .forEach(reader -> reader.queue.offer(frame.seenWith(reader.view())));
        }
    }

    private static boolean isTheirOwn(Presence.Change change, Viewer reader) {
        return change instanceof Presence.Change.TypingChanged typing && typing.user().equals(reader.user());
    }
}
