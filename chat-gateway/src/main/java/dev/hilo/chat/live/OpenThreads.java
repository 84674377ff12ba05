package dev.hilo.chat.live;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.hilo.chat.frame.ClientFrame;
import dev.hilo.chat.frame.EventFrames;
import dev.hilo.chat.frame.ServerFrame;
import dev.hilo.chat.presence.AgentSignals;
import dev.hilo.chat.presence.Presence;
import dev.hilo.chat.problem.GatewayProblem;
import dev.hilo.chat.stream.EventWindow;
import dev.hilo.contracts.ConversationKey;
import dev.hilo.contracts.ThreadId;
import dev.hilo.contracts.messaging.ConversationEvent;
import dev.hilo.platform.problem.CommonProblem;

/**
 * Who has which thread open. Opening tells what the client does not have yet, and colleagues that somebody looks;
 * a thread that the window does not know is asked for at messaging-service.
 */
final class OpenThreads {

    private static final Duration ASK_AGAIN = Duration.ofSeconds(2);

    private final SwitchboardThread thread;
    private final EventWindow window;
    private final Audience<Viewer> audience;
    private final FindThread threads;
    private final AgentSignals signals;
    private final Presence presence;
    private final LiveConfig config;
    private final Map<ThreadId, Set<Viewer>> readers = new HashMap<>();

    OpenThreads(SwitchboardThread thread, EventWindow window, Audience<Viewer> audience, FindThread threads,
            AgentSignals signals, Presence presence, LiveConfig config) {
        this.thread = thread;
        this.window = window;
        this.audience = audience;
        this.threads = threads;
        this.signals = signals;
        this.presence = presence;
        this.config = config;
    }

    Set<Viewer> readersOf(ThreadId id) {
        return readers.getOrDefault(id, Set.of());
    }

    void open(Viewer viewer, ClientFrame.Open frame) {
        var id = frame.threadId();
        if (!viewer.isLive()) {
            viewer.refuse(GatewayProblem.OUT_OF_TURN, "say hello first", id, window.position());
            return;
        }
        if (!viewer.open.containsKey(id) && viewer.open.size() + viewer.opening.size() >= config.openThreads()) {
            viewer.refuse(GatewayProblem.TOO_MANY_THREADS, null, id, window.position());
            return;
        }
        var history = window.thread(id);
        if (history.isPresent()) {
            var known = history.get();
            var conversation = new ConversationKey(known.thread().did(), known.thread().external());
            subscribe(viewer, frame, conversation, known.lastSeq());
            return;
        }
        if (viewer.opening.add(id)) {
            ask(viewer, frame, true);
        }
    }

    void close(Viewer viewer, ThreadId id) {
        viewer.opening.remove(id);
        var opened = viewer.open.remove(id);
        if (opened == null) {
            return;
        }
        readers.computeIfPresent(id, (open, theirs) -> theirs.remove(viewer) && theirs.isEmpty() ? null : theirs);
        if (!isReading(viewer.user(), id)) {
            signals.viewing(viewer.user(), id, opened.conversation, false);
        }
    }

    void closeAll(Viewer viewer) {
        List.copyOf(viewer.open.keySet()).forEach(id -> close(viewer, id));
        viewer.opening.clear();
    }

    /** Closes what they may no longer see, and says so as if it had never been there. */
    void closeHidden(Viewer viewer) {
        Map.copyOf(viewer.open).forEach((id, opened) -> {
            if (!audience.maySee(viewer, opened.conversation.did())) {
                close(viewer, id);
                hidden(viewer, id);
            }
        });
    }

    void typing(Viewer viewer, ClientFrame.Typing frame) {
        var opened = viewer.open.get(frame.threadId());
        if (opened == null) {
            viewer.refuse(GatewayProblem.OUT_OF_TURN, "open the thread first", frame.threadId(), window.position());
        } else {
            signals.typing(viewer.user(), frame.threadId(), opened.conversation, frame.on());
        }
    }

    void sayStillViewing(Viewer viewer) {
        viewer.open.forEach((id, opened) -> signals.viewing(viewer.user(), id, opened.conversation, true));
    }

    private void ask(Viewer viewer, ClientFrame.Open frame, boolean first) {
        threads.find(frame.threadId(), viewer.session()).subscribe().with(
                answer -> thread.run(() -> found(viewer, frame, answer, first)),
                failure -> thread.run(() -> found(viewer, frame, new FindThread.Answer.Unavailable(), first)));
    }

    private void found(Viewer viewer, ClientFrame.Open frame, FindThread.Answer answer, boolean first) {
        var id = frame.threadId();
        if (!viewer.opening.contains(id) || !viewer.isLive()) {
            return;
        }
        switch (answer) {
            case FindThread.Answer.Found it -> {
                viewer.opening.remove(id);
                subscribe(viewer, frame, it.thread().conversation(), it.thread().lastSeq());
            }
            case FindThread.Answer.Hidden it -> {
                viewer.opening.remove(id);
                hidden(viewer, id);
            }
            case FindThread.Answer.Unavailable it -> {
                // Said once, and asked again until it is known or the client closes it.
                if (first) {
                    viewer.refuse(CommonProblem.UNAVAILABLE, null, id, window.position());
                }
                thread.later(ASK_AGAIN, () -> {
                    if (viewer.opening.contains(id)) {
                        ask(viewer, frame, false);
                    }
                });
            }
        }
    }

    private void hidden(Viewer viewer, ThreadId id) {
        viewer.refuse(CommonProblem.NOT_FOUND, null, id, window.position());
    }

    /** @param lastSeq the newest number of the thread that anybody told us */
    private void subscribe(Viewer viewer, ClientFrame.Open frame, ConversationKey conversation, long lastSeq) {
        var id = frame.threadId();
        if (!audience.maySee(viewer, conversation.did())) {
            hidden(viewer, id);
            return;
        }
        var already = viewer.open.containsKey(id);
        var after = frame.afterSeq() == null ? lastSeq : frame.afterSeq();
        var opened = new Viewer.OpenThread(conversation, after);
        viewer.open.put(id, opened);
        readers.computeIfAbsent(id, open -> new HashSet<>()).add(viewer);
        if (after < lastSeq) {
            catchUp(viewer, opened, id);
        }
        if (!already) {
            signals.viewing(viewer.user(), id, conversation, true);
        }
        viewer.tell(new ServerFrame.Presence(id, presence.viewersOf(id)), window.position());
        presence.typingIn(id).stream().filter(user -> !user.equals(viewer.user()))
                .forEach(user -> viewer.tell(new ServerFrame.Typing(id, user, true), window.position()));
    }

    private void catchUp(Viewer viewer, Viewer.OpenThread opened, ThreadId id) {
        var history = window.thread(id).filter(known -> known.followsFrom(opened.lastSeq));
        if (history.isEmpty()) {
            // It reads the thread again; what comes from now on it gets in any case.
            viewer.tell(new ServerFrame.Resync(id), window.position());
            opened.lastSeq = window.thread(id).map(EventWindow.History::lastSeq).orElse(opened.lastSeq);
            return;
        }
        for (var entry : history.get().after(opened.lastSeq)) {
            if (entry.event() instanceof ConversationEvent.Sequenced event) {
                viewer.tell(EventFrames.forReaders(event), window.position());
                opened.lastSeq = event.seq();
            }
        }
    }

    private boolean isReading(String user, ThreadId id) {
        return readersOf(id).stream().anyMatch(reader -> reader.user().equals(user));
    }
}
