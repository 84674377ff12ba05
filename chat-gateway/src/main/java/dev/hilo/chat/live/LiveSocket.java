package dev.hilo.chat.live;

import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;

import dev.hilo.chat.frame.FrameCodec;
import dev.hilo.chat.session.Session;
import io.quarkus.security.Authenticated;
import io.quarkus.websockets.next.OnBinaryMessage;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnError;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.OnPingMessage;
import io.quarkus.websockets.next.OnPongMessage;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.UserData;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.core.buffer.Buffer;
import org.jboss.logging.Logger;

/**
 * The network side of {@code /ws}: reads frames strictly, within their size and rate, and hands them to the switchboard.
 * Nothing here waits, so that a flood is counted as it arrives and not queued up first.
 */
@WebSocket(path = "/ws")
@Authenticated
class LiveSocket {

    private static final Logger LOG = Logger.getLogger(LiveSocket.class);
    private static final UserData.TypedKey<Viewer> VIEWER = new UserData.TypedKey<>("viewer");
    private static final UserData.TypedKey<Manners> MANNERS = new UserData.TypedKey<>("manners");

    private final Switchboard switchboard;
    private final Turnstile turnstile;
    private final NetworkThreads threads;
    private final LiveMetrics metrics;
    private final LiveConfig config;
    private final Clock clock;

    LiveSocket(Switchboard switchboard, Turnstile turnstile, NetworkThreads threads, LiveMetrics metrics,
            LiveConfig config, Clock clock) {
        this.switchboard = switchboard;
        this.turnstile = turnstile;
        this.threads = threads;
        this.metrics = metrics;
        this.config = config;
        this.clock = clock;
    }

    @OnOpen
    @NonBlocking
    void opened(WebSocketConnection connection) {
        var data = connection.userData();
        Session session = data.get(AdmitSocket.SESSION);
        turnstile.opened(data.get(AdmitSocket.SOURCE), session.caller().user());
        data.put(MANNERS, new Manners(config, clock.instant()));
        var channel = data.get(AdmitSocket.CHANNEL);
        data.put(VIEWER, switchboard.connected(new Connection(connection, channel, threads.of(channel.eventLoop()),
                data.get(AdmitSocket.GUARD), metrics), session));
    }

    @OnTextMessage
    @NonBlocking
    void said(String text, WebSocketConnection connection) {
        var manners = connection.userData().get(MANNERS);
        if (manners == null || manners.isBarred()) {
            return;
        }
        metrics.received();
        var viewer = connection.userData().get(VIEWER);
        viewer.heardOf(clock.instant());
        manners.text(text, clock.instant()).ifPresentOrElse(breach -> switchboard.violated(viewer, breach), () -> {
            try {
                switchboard.said(viewer, FrameCodec.read(text));
            } catch (FrameCodec.Unreadable unreadable) {
                switchboard.unreadable(viewer, unreadable.why());
            }
        });
    }

    @OnBinaryMessage
    @NonBlocking
    void saidInBytes(Buffer bytes, WebSocketConnection connection) {
        judge(connection, Manners::binary);
    }

    /** The framework has answered it already. */
    @OnPingMessage
    @NonBlocking
    void pinged(Buffer bytes, WebSocketConnection connection) {
        judge(connection, manners -> manners.anything(clock.instant()));
    }

    /** To our own pings, or to nothing. */
    @OnPongMessage
    @NonBlocking
    void ponged(Buffer bytes, WebSocketConnection connection) {
        judge(connection, manners -> manners.anything(clock.instant()));
    }

    private void judge(WebSocketConnection connection, Function<Manners, Optional<Manners.Breach>> how) {
        var manners = connection.userData().get(MANNERS);
        if (manners != null && !manners.isBarred()) {
            var viewer = connection.userData().get(VIEWER);
            viewer.heardOf(clock.instant());
            how.apply(manners).ifPresent(breach -> switchboard.violated(viewer, breach));
        }
    }

    @OnClose
    @NonBlocking
    void closed(WebSocketConnection connection) {
        var viewer = connection.userData().get(VIEWER);
        if (viewer != null) {
            turnstile.closed(connection.userData().get(AdmitSocket.SOURCE), viewer.user());
            switchboard.disconnected(viewer);
        }
    }

    /** A network that breaks is no news; the framework closes the connection. */
    @OnError
    @NonBlocking
    void failed(Throwable failure, WebSocketConnection connection) {
        LOG.debugf("a socket failed: %s", failure.toString());
    }
}
