package dev.hilo.chat.live;

import java.time.Clock;

import dev.hilo.chat.frame.FrameCodec;
import dev.hilo.chat.session.Session;
import io.quarkus.security.Authenticated;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.OnBinaryMessage;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnError;
import io.quarkus.websockets.next.OnOpen;
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
    private static final UserData.TypedKey<RateLimit> RATE = new UserData.TypedKey<>("rate");

    private final Switchboard switchboard;
    private final LiveMetrics metrics;
    private final LiveConfig config;
    private final Clock clock;

    LiveSocket(Switchboard switchboard, LiveMetrics metrics, LiveConfig config, Clock clock) {
        this.switchboard = switchboard;
        this.metrics = metrics;
        this.config = config;
        this.clock = clock;
    }

    @OnOpen
    @NonBlocking
    void opened(WebSocketConnection connection) {
        Session session = connection.userData().get(AdmitSocket.SESSION);
        connection.userData().put(RATE, new RateLimit(config.burst(), config.framesPerSecond(), clock.instant()));
        connection.userData().put(VIEWER, switchboard.connected(new Connection(connection, metrics), session));
    }

    @OnTextMessage
    @NonBlocking
    void said(String text, WebSocketConnection connection) {
        var viewer = connection.userData().get(VIEWER);
        metrics.received();
        if (text.length() > config.largestFrame()) {
            switchboard.violated(viewer, "the frame is too large");
        } else if (!connection.userData().get(RATE).take(clock.instant())) {
            switchboard.violated(viewer, "too many frames");
        } else {
            try {
                switchboard.said(viewer, FrameCodec.read(text));
            } catch (FrameCodec.Unreadable unreadable) {
                switchboard.unreadable(viewer, unreadable.why());
            }
        }
    }

    @OnBinaryMessage
    @NonBlocking
    void saidInBytes(Buffer bytes, WebSocketConnection connection) {
        switchboard.violated(connection.userData().get(VIEWER), "text frames only");
    }

    @OnClose
    @NonBlocking
    void closed(WebSocketConnection connection) {
        var viewer = connection.userData().get(VIEWER);
        if (viewer != null) {
            switchboard.disconnected(viewer);
        }
    }

    /** A network that breaks is no news; the framework closes the connection. */
    @OnError
    @NonBlocking
    void failed(Throwable failure, WebSocketConnection connection) {
        LOG.debugf("a socket failed: %s", failure.toString());
    }

    /** Writing to the network: a send is done when the bytes have left, which is what the queue counts. */
    private record Connection(WebSocketConnection connection, LiveMetrics metrics) implements Wire {

        @Override
        public void send(String text, Runnable taken) {
            metrics.sent();
            connection.sendText(text).subscribe().with(sent -> taken.run(), gone -> taken.run());
        }

        @Override
        public void close(int code, String reason) {
            if (connection.isOpen()) {
                connection.close(new CloseReason(code, reason)).subscribe().with(closed -> {
                }, gone -> LOG.debugf("a socket was gone before it was closed: %s", gone.toString()));
            }
        }
    }
}
