package dev.hilo.chat.live;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.hilo.chat.directory.NumberDirectory;
import dev.hilo.chat.frame.ClientFrame;
import dev.hilo.chat.frame.CloseCode;
import dev.hilo.chat.frame.ServerFrame;
import dev.hilo.chat.presence.AgentSignals;
import dev.hilo.chat.presence.Presence;
import dev.hilo.chat.problem.GatewayProblem;
import dev.hilo.chat.session.EndedSessions;
import dev.hilo.chat.session.RenewSession;
import dev.hilo.chat.session.Session;
import dev.hilo.chat.session.SessionEnded;
import dev.hilo.chat.stream.EventWindow;
import dev.hilo.chat.stream.StreamConfig;
import dev.hilo.chat.stream.StreamListener;
import dev.hilo.contracts.agent.AgentSignal;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import org.jboss.logging.Logger;

/**
 * Connects the stream with the sockets: takes what either side brings to {@link SwitchboardThread}, and there to the room
 * that deals with it. Everything happens on that one thread, one thing after the other: that is why a socket that resumes
 * gets what it missed and then what comes, without a gap and without a repeat, and why a slow fan-out never holds up the
 * network's threads.
 * <p>
 * The rooms: {@link Reception} greets and replays, {@link FanOut} tells what happens, {@link OpenThreads} knows who reads
 * which thread, {@link Colleagues} who looks and types, {@link Access} narrows and widens views, {@link NumberNews} tells
 * how numbers and orders stand, {@link WorkspaceNews} what to read again, {@link SessionWatch} ends sockets with their sessions.
 */
@ApplicationScoped
class Switchboard implements StreamListener {

    private static final Logger LOG = Logger.getLogger(Switchboard.class);
    private static final Duration TICK = Duration.ofMillis(500);

    private final AgentSignals signals;
    private final EndedSessions sessionsEnded;
    private final LiveMetrics metrics;
    private final LiveConfig config;
    private final Clock clock;

    private final SwitchboardThread thread = new SwitchboardThread();
    private final Viewers viewers = new Viewers();
    private final EventWindow window;
    private final Audience<Viewer> audience;
    private final Reception reception;
    private final OpenThreads threads;
    private final FanOut fanOut;
    private final Colleagues colleagues;
    private final NumberNews news;
    private final WorkspaceNews workspace;
    private final Access access;
    private final SessionWatch sessions;
    private volatile boolean ready;
    private volatile boolean leaving;

    Switchboard(NumberDirectory directory, AgentSignals signals, RenewSession renewal,
            EndedSessions sessionsEnded, FindThread find,
            LiveMetrics metrics, LiveConfig config, StreamConfig stream, Clock clock) {
        this.signals = signals;
        this.sessionsEnded = sessionsEnded;
        this.metrics = metrics;
        this.config = config;
        this.clock = clock;
        this.window = new EventWindow(stream.window(), stream.events());
        this.audience = new Audience<>(directory::teamsOf);
        var presence = new Presence(config.presence());
        this.reception = new Reception(window, audience, viewers, directory, config, clock);
        this.threads = new OpenThreads(thread, window, audience, find, signals, presence, config);
        this.fanOut = new FanOut(window, audience, viewers);
        this.colleagues = new Colleagues(window, threads, presence, config);
        this.news = new NumberNews(window, audience);
        this.workspace = new WorkspaceNews(window, audience, viewers);
        this.access = new Access(window, audience, threads, directory, news);
        this.sessions = new SessionWatch(thread, renewal, access, this::end, config);
    }

    void start(@Observes @Priority(3000) StartupEvent start) {
        signals.listen(this::heard);
        thread.every(TICK, this::tick);
    }

    /**
     * Lets everybody go, each to come back at another moment. First of all: the framework then waits for the calls that
     * are under way, and a socket is one.
     */
    void leave(@Observes ShutdownDelayInitiatedEvent soon) {
        leaving = true;
        thread.run(() -> viewers.those(viewer -> true).forEach(this::sendElsewhere));
    }

    void stop(@Observes @Priority(10) ShutdownEvent stop) {
        leaving = true;
        thread.stop();
    }

    /** Whether the window is complete, so that sockets can be let in. */
    boolean isReady() {
        return ready && !leaving;
    }

    // ---- sockets

    Viewer connected(Wire wire, Session session) {
        var box = new Viewer[1];
        var queue = new FrameQueue(wire, config, metrics::waiting,
                () -> thread.run(() -> end(box[0], CloseCode.TOO_SLOW, "too slow")));
        var now = clock.instant();
        var viewer = new Viewer(wire, queue, session, now, session.expiresAt().minus(config.renewBefore()));
        box[0] = viewer;
        thread.run(() -> {
            viewers.add(viewer);
            metrics.sockets(viewers.count());
            if (leaving) {
                // Let in just before everybody was asked to go.
                sendElsewhere(viewer);
            }
        });
        return viewer;
    }

    void disconnected(Viewer viewer) {
        thread.run(() -> {
            viewer.gone();
            forget(viewer);
        });
    }

    void violated(Viewer viewer, Manners.Breach breach) {
        thread.run(() -> end(viewer, breach.closeCode(), breach.rule()));
    }

    void unreadable(Viewer viewer, String why) {
        thread.run(() -> viewer.refuse(GatewayProblem.UNREADABLE_FRAME, why, null, window.position()));
    }

    void said(Viewer viewer, ClientFrame frame) {
        thread.run(() -> {
            if (viewer.isGone()) {
                return;
            }
            switch (frame) {
                case ClientFrame.Hello it -> reception.hello(viewer, it);
                case ClientFrame.Open it -> threads.open(viewer, it);
                case ClientFrame.Close it -> threads.close(viewer, it.threadId());
                case ClientFrame.Typing it -> threads.typing(viewer, it);
                case ClientFrame.Ping it -> viewer.tell(new ServerFrame.Pong(), window.position());
            }
        });
    }

    /** Somebody signed out here, or the provider told us of it: every gateway has to know. */
    void sessionEnded(@Observes SessionEnded ended) {
        signedOut(ended.session());
        signals.signedOut(ended.session());
    }

    private void signedOut(String session) {
        sessionsEnded.remember(session);
        thread.run(() -> viewers.those(viewer -> session.equals(viewer.session().hash()))
                .forEach(viewer -> end(viewer, CloseCode.EXPIRED, "signed out")));
    }

    private void heard(AgentSignal signal) {
        switch (signal) {
            case AgentSignal.InThread it -> thread.run(() -> colleagues.heard(it, clock.instant()));
            case AgentSignal.SignedOut it -> signedOut(it.session());
        }
    }

    private void sendElsewhere(Viewer viewer) {
        var most = Math.max(200, config.comeBackWithin().toMillis());
        end(viewer, CloseCode.RESTART,
                "restart, come back in " + ThreadLocalRandom.current().nextLong(100, most) + " ms");
    }

    private void end(Viewer viewer, int code, String reason) {
        if (!viewer.isGone()) {
            metrics.closed(code);
            viewer.close(code, reason);
        }
        forget(viewer);
    }

    private void forget(Viewer viewer) {
        if (viewers.remove(viewer)) {
            audience.leave(viewer);
            threads.closeAll(viewer);
            metrics.sockets(viewers.count());
        }
    }

    // ---- the stream

    @Override
    public Uni<Void> begins(int log, long[] from) {
        return thread.done(() -> {
            var again = window.size() > 0 || ready;
            window.restart(log, from);
            if (again) {
                viewers.those(Viewer::isLive)
                        .forEach(viewer -> viewer.tell(new ServerFrame.Resync(null), window.position()));
            }
        });
    }

    @Override
    public Uni<Void> heard(List<Heard> batch) {
        return thread.done(() -> {
            for (var heard : batch) {
                SwitchboardThread.guarded(() -> hear(heard));
            }
            reception.readOn();
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
            case Heard.OurNumber it -> access.heard(it);
            case Heard.AnOrder it -> news.tell(it.record());
            case Heard.OfTheWorkspace it -> workspace.tell(it.change());
            case Heard.Event it -> {
                var event = it.event();
                if (event == null) {
                    window.passOver(it.partition(), it.offset());
                } else {
                    window.add(it.partition(), it.offset(), it.at(), event).ifPresent(this::tell);
                }
            }
        }
    }

    private void tell(EventWindow.Entry entry) {
        fanOut.tell(entry.event());
        if (ready) {
            metrics.lag(Duration.between(entry.at(), clock.instant()));
        }
    }

    // ---- time

    private void tick() {
        var now = clock.instant();
        window.trim(now);
        colleagues.expire(now);
        for (var viewer : viewers.those(one -> true)) {
            SwitchboardThread.guarded(() -> tick(viewer, now));
        }
    }

    private void tick(Viewer viewer, Instant now) {
        switch (viewer.greeting()) {
            case Viewer.Greeting.Awaited it -> {
                if (it.since().plus(config.hello()).isBefore(now)) {
                    end(viewer, CloseCode.POLICY, "no hello");
                }
            }
            case Viewer.Greeting.Ahead it -> reception.giveUpWaiting(viewer, it, now);
            case Viewer.Greeting.Done it -> colleagues.repeat(viewer, now);
        }
        if (viewer.heardOf().plus(config.silence()).isBefore(now)) {
            end(viewer, CloseCode.SILENT, "not heard of");
        } else if (!viewer.isGone()) {
            sessions.check(viewer, now);
        }
    }
}
