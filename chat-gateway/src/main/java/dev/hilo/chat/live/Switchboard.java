package dev.hilo.chat.live;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.hilo.chat.directory.NumberDirectory;
import dev.hilo.chat.presence.AgentSignals;
import dev.hilo.chat.presence.Presence;
import dev.hilo.chat.problem.GatewayProblem;
import dev.hilo.chat.session.RenewSession;
import dev.hilo.chat.session.Session;
import dev.hilo.chat.session.SessionEnded;
import dev.hilo.chat.stream.Cursor;
import dev.hilo.chat.stream.EventWindow;
import dev.hilo.chat.stream.StreamConfig;
import dev.hilo.chat.stream.StreamListener;
import dev.hilo.contracts.ConversationKey;
import dev.hilo.contracts.ThreadId;
import dev.hilo.contracts.agent.AgentSignal;
import dev.hilo.contracts.messaging.ConversationEvent;
import dev.hilo.platform.problem.CommonProblem;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import org.jboss.logging.Logger;

/**
 * Connects the stream with the sockets. Everything here happens on one thread of its own, one thing after the other:
 * that is why a socket that resumes gets what it missed and then what comes, without a gap and without a repeat, and why
 * a slow fan-out never holds up the network's threads.
 * <p>
 * Sessions end here too. A bearer token's socket is closed with 4401 when the token ends. A browser's is asked about at
 * the provider shortly before its token ends ({@link RenewSession}): if the session lives, the socket goes on with the
 * roles and teams of the new token; if not, it is closed with 4401; if the provider cannot be asked, it stays for a
 * grace period.
 */
@ApplicationScoped
class Switchboard implements StreamListener {

    private static final Logger LOG = Logger.getLogger(Switchboard.class);
    private static final Duration TICK = Duration.ofMillis(500);
    private static final Duration ASK_AGAIN = Duration.ofSeconds(2);
    private static final Duration NEXT_RENEWAL = Duration.ofSeconds(10);
    /** Missed events up to this many are replayed one by one; of more, only each thread's newest. */
    private static final int REPLAY_EACH = 256;

    private final NumberDirectory directory;
    private final AgentSignals signals;
    private final RenewSession renewal;
    private final FindThread threads;
    private final LiveMetrics metrics;
    private final LiveConfig config;
    private final Clock clock;

    private final ScheduledExecutorService thread = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("hilo-switchboard").factory());
    private final EventWindow window;
    private final Audience<Viewer> audience;
    private final Presence presence;
    private final Set<Viewer> viewers = new HashSet<>();
    private final Map<String, Set<Viewer>> byUser = new HashMap<>();
    private final Map<ThreadId, Set<Viewer>> readers = new HashMap<>();
    private volatile boolean ready;
    private volatile boolean leaving;

    Switchboard(NumberDirectory directory, AgentSignals signals, RenewSession renewal, FindThread threads,
            LiveMetrics metrics, LiveConfig config, StreamConfig stream, Clock clock) {
        this.directory = directory;
        this.signals = signals;
        this.renewal = renewal;
        this.threads = threads;
        this.metrics = metrics;
        this.config = config;
        this.clock = clock;
        this.window = new EventWindow(stream.window(), stream.events());
        this.audience = new Audience<>(directory::teamsOf);
        this.presence = new Presence(config.presence());
    }

    void start(@Observes @Priority(3000) StartupEvent start) {
        signals.listen(signal -> run(() -> heard(signal)));
        var _ = thread.scheduleWithFixedDelay(() -> guarded(this::tick), TICK.toMillis(), TICK.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /**
     * Lets everybody go, each to come back at another moment. First of all: the framework then waits for the calls that
     * are under way, and a socket is one.
     */
    void leave(@Observes ShutdownDelayInitiatedEvent soon) {
        leaving = true;
        var most = Math.max(200, config.comeBackWithin().toMillis());
        run(() -> List.copyOf(viewers).forEach(viewer -> end(viewer, CloseCode.RESTART,
                "restart, come back in " + ThreadLocalRandom.current().nextLong(100, most) + " ms")));
    }

    void stop(@Observes @Priority(10) ShutdownEvent stop) {
        leaving = true;
        thread.shutdown();
        try {
            if (!thread.awaitTermination(3, TimeUnit.SECONDS)) {
                LOG.warn("the switchboard did not stop in time");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the window is complete, so that sockets can be let in. */
    boolean isReady() {
        return ready && !leaving;
    }

    // ---- sockets

    Viewer connected(Wire wire, Session session) {
        var box = new Viewer[1];
        var queue = new FrameQueue(wire, config, metrics::waiting,
                () -> run(() -> end(box[0], CloseCode.TOO_SLOW, "too slow")));
        var now = clock.instant();
        var viewer = new Viewer(wire, queue, session, now, session.expiresAt().minus(config.renewBefore()));
        box[0] = viewer;
        run(() -> {
            viewers.add(viewer);
            metrics.sockets(viewers.size());
        });
        return viewer;
    }

    void disconnected(Viewer viewer) {
        run(() -> {
            viewer.gone();
            forget(viewer);
        });
    }

    void violated(Viewer viewer, String rule) {
        run(() -> end(viewer, CloseCode.POLICY, rule));
    }

    void unreadable(Viewer viewer, String why) {
        run(() -> viewer.refuse(GatewayProblem.UNREADABLE_FRAME, why, null, window.position()));
    }

    void said(Viewer viewer, ClientFrame frame) {
        run(() -> {
            if (viewer.isGone()) {
                return;
            }
            switch (frame) {
                case ClientFrame.Hello it -> hello(viewer, it);
                case ClientFrame.Open it -> open(viewer, it);
                case ClientFrame.Close it -> close(viewer, it.threadId());
                case ClientFrame.Typing it -> typing(viewer, it);
                case ClientFrame.Ping it -> viewer.tell(new ServerFrame.Pong(), window.position());
            }
        });
    }

    void sessionEnded(@Observes SessionEnded ended) {
        run(() -> viewers.stream().filter(viewer -> ended.sessionId().equals(viewer.session().id())).toList()
                .forEach(viewer -> end(viewer, CloseCode.EXPIRED, "signed out")));
    }

    private void end(Viewer viewer, int code, String reason) {
        if (!viewer.isGone()) {
            metrics.closed(code);
            viewer.close(code, reason);
        }
        forget(viewer);
    }

    private void forget(Viewer viewer) {
        if (!viewers.remove(viewer)) {
            return;
        }
        audience.leave(viewer);
        List.copyOf(viewer.open.keySet()).forEach(id -> close(viewer, id));
        viewer.opening.clear();
        byUser.computeIfPresent(viewer.user(),
                (user, theirs) -> theirs.remove(viewer) && theirs.isEmpty() ? null : theirs);
        metrics.sockets(viewers.size());
    }

    // ---- hello

    private void hello(Viewer viewer, ClientFrame.Hello hello) {
        if (!(viewer.greeting() instanceof Viewer.Greeting.Awaited)) {
            viewer.refuse(GatewayProblem.OUT_OF_TURN, "hello was said", null, window.position());
        } else if (hello.cursor() == null) {
            welcome(viewer, false, window.position());
        } else {
            Cursor.decode(hello.cursor()).ifPresentOrElse(cursor -> resume(viewer, cursor), () -> startOver(viewer));
        }
    }

    private void resume(Viewer viewer, Cursor cursor) {
        switch (window.place(cursor)) {
            case COVERED -> replay(viewer, cursor);
            case AHEAD -> {
                if (!(viewer.greeting() instanceof Viewer.Greeting.Ahead)) {
                    viewer.greeting(new Viewer.Greeting.Ahead(cursor, clock.instant()));
                }
            }
            case UNKNOWN -> startOver(viewer);
        }
    }

    private void startOver(Viewer viewer) {
        welcome(viewer, false, window.position());
        viewer.tell(new ServerFrame.Resync(null), window.position());
    }

    private void welcome(Viewer viewer, boolean resumed, Cursor at) {
        viewer.greeting(new Viewer.Greeting.Done());
        audience.join(viewer, viewer.session().caller(), directory.all());
        byUser.computeIfAbsent(viewer.user(), user -> new HashSet<>()).add(viewer);
        viewer.tell(new ServerFrame.Welcome(viewer.user(), resumed), at);
    }

    /** One frame that was missed, with the place behind it as this client counts. */
    private record Missed(ThreadId thread, boolean summary, String text) {
    }

    /**
     * What the client missed, in our order. Its cursor may come from a gateway that read the partitions in another
     * order, so each replayed frame carries the client's own cursor moved on by that one event.
     */
    private void replay(Viewer viewer, Cursor cursor) {
        var missed = missedBy(viewer, cursor);
        if (missed.stream().mapToLong(frame -> frame.text().length()).sum() > config.mostWaiting() / 2) {
            startOver(viewer);
            return;
        }
        welcome(viewer, true, cursor);
        for (var frame : missed) {
            if (frame.summary()) {
                viewer.queue.offerSummary(frame.thread(), frame.text());
            } else {
                viewer.queue.offer(frame.text());
            }
        }
    }

    private List<Missed> missedBy(Viewer viewer, Cursor cursor) {
        var caller = viewer.session().caller();
        var next = cursor.next();
        List<Missed> frames = new ArrayList<>();
        for (var entry : window.since(cursor)) {
            next[entry.partition()] = entry.offset() + 1;
            var event = entry.event();
            if (!caller.maySee(directory.teamsOf(event.thread().did()))) {
                continue;
            }
            switch (event) {
                case ConversationEvent.Sequenced it -> frames.add(new Missed(event.thread().id(), true,
                        FrameCodec.write(EventFrames.forAll(it), new Cursor(cursor.log(), next))));
                case ConversationEvent.ThreadRead it -> {
                    if (it.user().equals(viewer.user())) {
                        frames.add(new Missed(event.thread().id(), false,
                                FrameCodec.write(EventFrames.forThemselves(it), new Cursor(cursor.log(), next))));
                    }
                }
            }
        }
        return frames.size() <= REPLAY_EACH ? frames : newestOfEach(frames);
    }

    private static List<Missed> newestOfEach(List<Missed> frames) {
        Map<String, Missed> newest = new LinkedHashMap<>();
        for (var frame : frames) {
            newest.remove(frame.thread() + "|" + frame.summary());
            newest.put(frame.thread() + "|" + frame.summary(), frame);
        }
        return List.copyOf(newest.values());
    }

    // ---- threads

    private void open(Viewer viewer, ClientFrame.Open frame) {
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

    private void ask(Viewer viewer, ClientFrame.Open frame, boolean first) {
        threads.find(frame.threadId(), viewer.session()).subscribe().with(
                answer -> run(() -> found(viewer, frame, answer, first)),
                failure -> run(() -> found(viewer, frame, new FindThread.Answer.Unavailable(), first)));
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
                later(ASK_AGAIN, () -> {
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
        readers.computeIfAbsent(id, thread -> new HashSet<>()).add(viewer);
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

    private void close(Viewer viewer, ThreadId id) {
        viewer.opening.remove(id);
        var opened = viewer.open.remove(id);
        if (opened == null) {
            return;
        }
        readers.computeIfPresent(id, (thread, theirs) -> theirs.remove(viewer) && theirs.isEmpty() ? null : theirs);
        if (!isReading(viewer.user(), id)) {
            signals.viewing(viewer.user(), id, opened.conversation, false);
        }
    }

    private boolean isReading(String user, ThreadId id) {
        return readers.getOrDefault(id, Set.of()).stream().anyMatch(reader -> reader.user().equals(user));
    }

    private void typing(Viewer viewer, ClientFrame.Typing frame) {
        var opened = viewer.open.get(frame.threadId());
        if (opened == null) {
            viewer.refuse(GatewayProblem.OUT_OF_TURN, "open the thread first", frame.threadId(), window.position());
        } else {
            signals.typing(viewer.user(), frame.threadId(), opened.conversation, frame.on());
        }
    }

    // ---- the stream

    @Override
    public Uni<Void> begins(int log, long[] from) {
        return done(() -> {
            var again = window.size() > 0 || ready;
            window.restart(log, from);
            if (again) {
                viewers.stream().filter(Viewer::isLive)
                        .forEach(viewer -> viewer.tell(new ServerFrame.Resync(null), window.position()));
            }
        });
    }

    @Override
    public Uni<Void> heard(List<Heard> batch) {
        return done(() -> {
            for (var heard : batch) {
                guarded(() -> hear(heard));
            }
            viewers.stream().filter(viewer -> viewer.greeting() instanceof Viewer.Greeting.Ahead).toList()
                    .forEach(viewer -> resume(viewer, ((Viewer.Greeting.Ahead) viewer.greeting()).cursor()));
        });
    }

    @Override
    public void caughtUp() {
        if (!ready) {
            LOG.infof("caught up with the stream");
        }
        ready = true;
    }

    private void hear(Heard heard) {
        switch (heard) {
            case Heard.OurNumber it -> {
                var record = it.record();
                if (record == null ? directory.remove(it.did()) : directory.put(record)) {
                    audience.numberChanged(it.did()).forEach(this::viewChanged);
                }
            }
            case Heard.Event it -> {
                var event = it.event();
                if (event == null) {
                    window.passOver(it.partition(), it.offset());
                } else {
                    window.add(it.partition(), it.offset(), it.at(), event).ifPresent(this::fanOut);
                }
            }
        }
    }

    private void fanOut(EventWindow.Entry entry) {
        switch (entry.event()) {
            case ConversationEvent.Sequenced it -> fanOut(it);
            case ConversationEvent.ThreadRead it -> fanOut(it);
        }
        if (ready) {
            metrics.lag(Duration.between(entry.at(), clock.instant()));
        }
    }

    private void fanOut(ConversationEvent.Sequenced event) {
        var id = event.thread().id();
        var cursor = window.position();
        var forAll = "";
        var forReaders = "";
        for (var group : audience.of(event.thread().did())) {
            for (var viewer : group) {
                forAll = forAll.isEmpty() ? FrameCodec.write(EventFrames.forAll(event), cursor) : forAll;
                var opened = viewer.open.get(id);
                if (opened == null || event.seq() <= opened.lastSeq) {
                    viewer.queue.offerSummary(id, forAll);
                    continue;
                }
                opened.lastSeq = event.seq();
                if (EventFrames.hasOwnFrameForReaders(event)) {
                    forReaders = forReaders.isEmpty()
                            ? FrameCodec.write(EventFrames.forReaders(event), cursor)
                            : forReaders;
                    viewer.queue.offer(forReaders);
                }
                viewer.queue.offer(forAll);
            }
        }
    }

    private void fanOut(ConversationEvent.ThreadRead event) {
        var theirs = byUser.getOrDefault(event.user(), Set.of());
        if (theirs.isEmpty()) {
            return;
        }
        var frame = FrameCodec.write(EventFrames.forThemselves(event), window.position());
        theirs.stream().filter(viewer -> audience.maySee(viewer, event.thread().did()))
                .forEach(viewer -> viewer.queue.offer(frame));
    }

    /** They see more now, or less: what they may no longer see stops here, and they read their lists again. */
    private void viewChanged(Viewer viewer) {
        Map.copyOf(viewer.open).forEach((id, opened) -> {
            if (!audience.maySee(viewer, opened.conversation.did())) {
                close(viewer, id);
                hidden(viewer, id);
            }
        });
        viewer.tell(new ServerFrame.Resync(null), window.position());
    }

    // ---- colleagues

    private void heard(AgentSignal signal) {
        announce(presence.heard(signal, clock.instant()));
        var here = signal instanceof AgentSignal.Viewing viewing && !viewing.on()
                ? readers.getOrDefault(signal.threadId(), Set.of()).stream()
                        .filter(reader -> reader.user().equals(signal.user())).findFirst()
                : Optional.<Viewer>empty();
        // They closed it elsewhere and still have it open here.
        here.ifPresent(this::stillViewing);
    }

    private void announce(List<Presence.Change> changes) {
        for (var change : changes) {
            var theirs = readers.getOrDefault(change.threadId(), Set.of());
            if (theirs.isEmpty()) {
                continue;
            }
            var frame = FrameCodec.write(switch (change) {
                case Presence.Change.TypingChanged it -> new ServerFrame.Typing(it.threadId(), it.user(), it.on());
                case Presence.Change.ViewersChanged it -> new ServerFrame.Presence(it.threadId(), it.users());
            }, window.position());
            theirs.stream().filter(reader -> !isTheirOwn(change, reader)).forEach(reader -> reader.queue.offer(frame));
        }
    }

    private static boolean isTheirOwn(Presence.Change change, Viewer reader) {
        return change instanceof Presence.Change.TypingChanged typing && typing.user().equals(reader.user());
    }

    private void stillViewing(Viewer viewer) {
        viewer.open.forEach((id, opened) -> signals.viewing(viewer.user(), id, opened.conversation, true));
    }

    // ---- time

    private void tick() {
        var now = clock.instant();
        window.trim(now);
        announce(presence.expire(now));
        for (var viewer : List.copyOf(viewers)) {
            guarded(() -> tick(viewer, now));
        }
    }

    private void tick(Viewer viewer, Instant now) {
        switch (viewer.greeting()) {
            case Viewer.Greeting.Awaited it -> {
                if (it.since().plus(config.hello()).isBefore(now)) {
                    end(viewer, CloseCode.POLICY, "no hello");
                }
            }
            case Viewer.Greeting.Ahead it -> {
                if (it.since().plus(config.ahead()).isBefore(now)) {
                    startOver(viewer);
                }
            }
            case Viewer.Greeting.Done it -> {
                if (!viewer.open.isEmpty() && viewer.sayStillViewing().plus(config.stillViewing()).isBefore(now)) {
                    viewer.sayStillViewing(now);
                    stillViewing(viewer);
                }
            }
        }
        if (!viewer.isGone()) {
            checkSession(viewer, now);
        }
    }

    private void checkSession(Viewer viewer, Instant now) {
        var session = viewer.session();
        if (!RenewSession.isPossible(session)) {
            if (session.isExpired(now)) {
                end(viewer, CloseCode.EXPIRED, "the token has expired");
            }
        } else if (now.isAfter(session.expiresAt().plus(config.grace()))) {
            end(viewer, CloseCode.EXPIRED, "the session could not be renewed");
        } else if (!now.isBefore(viewer.renewAt())) {
            viewer.renewAt(now.plus(NEXT_RENEWAL));
            renewal.renew(session).subscribe().with(
                    outcome -> run(() -> renewed(viewer, outcome)),
                    failure -> LOG.warnf("a session could not be renewed: %s", failure.toString()));
        }
    }

    private void renewed(Viewer viewer, RenewSession.Outcome outcome) {
        if (viewer.isGone()) {
            return;
        }
        switch (outcome) {
            case RenewSession.Outcome.Renewed it -> goOn(viewer, it.session());
            case RenewSession.Outcome.Ended it -> end(viewer, CloseCode.EXPIRED, "the session is over");
            case RenewSession.Outcome.Unknown it -> LOG.debugf("the provider cannot be asked about a session");
        }
    }

    private void goOn(Viewer viewer, Session next) {
        var before = viewer.session().caller();
        if (!next.caller().user().equals(before.user())) {
            end(viewer, CloseCode.EXPIRED, "the session is somebody else's now");
            return;
        }
        viewer.session(next);
        viewer.renewAt(next.expiresAt().minus(config.renewBefore()));
        if (viewer.isLive() && !next.caller().equals(before)) {
            audience.leave(viewer);
            audience.join(viewer, next.caller(), directory.all());
            viewChanged(viewer);
        }
    }

    // ---- the thread

    private void run(Runnable what) {
        try {
            thread.execute(() -> guarded(what));
        } catch (RejectedExecutionException stopped) {
            LOG.debug("the switchboard has stopped");
        }
    }

    private void later(Duration pause, Runnable what) {
        try {
            var _ = thread.schedule(() -> guarded(what), pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stopped) {
            LOG.debug("the switchboard has stopped");
        }
    }

    private Uni<Void> done(Runnable what) {
        return Uni.createFrom().voidItem().emitOn(thread).invoke(() -> guarded(what));
    }

    private static void guarded(Runnable what) {
        try {
            what.run();
        } catch (RuntimeException failure) {
            LOG.error("the switchboard could not do one thing", failure);
        }
    }
}
