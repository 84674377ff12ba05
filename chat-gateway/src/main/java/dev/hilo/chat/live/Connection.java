package dev.hilo.chat.live;

import java.time.Duration;
import java.util.List;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPromise;
import io.netty.channel.VoidChannelPromise;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.WebSocketConnection;
import org.jboss.logging.Logger;

/**
 * One socket's connection. Frames go to its channel, behind the framework: they share their bytes with everybody who
 * gets the same, and what is fetched together leaves with one call of the system. By the framework's own way each socket
 * encodes each frame for itself and gets futures for it, which cost more than the frame (ADR 43).
 */
final class Connection implements Wire {

    private static final Logger LOG = Logger.getLogger(Connection.class);
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    /** What we take ourselves; a longer frame leaves in pieces, as the framework would send it (RFC 6455, 5.4). */
    private static final int LONGEST_PIECE = 65_536;

    private final WebSocketConnection socket;
    private final Channel channel;
    /** For what nobody waits for; a network that breaks is no news. */
    private final ChannelPromise nobody;
    private final NetworkThread thread;
    private final FloodGuard guard;
    private final LiveMetrics metrics;

    Connection(WebSocketConnection socket, Channel channel, NetworkThread thread, FloodGuard guard,
            LiveMetrics metrics) {
        this.socket = socket;
        this.channel = channel;
        this.nobody = new VoidChannelPromise(channel, false);
        this.thread = thread;
        this.guard = guard;
        this.metrics = metrics;
    }

    @Override
    public void soon(Runnable errand) {
        thread.soon(errand);
    }

    @Override
    public void send(List<byte[]> frames, Runnable taken) {
        metrics.sent(frames.size());
        for (var frame : frames) {
            write(frame);
        }
        var _ = channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(_ -> taken.run());
    }

    private void write(byte[] frame) {
        for (var from = 0; from < frame.length; from += LONGEST_PIECE) {
            var _ = channel.write(piece(frame, from), nobody);
        }
    }

    private static WebSocketFrame piece(byte[] frame, int from) {
        var length = Math.min(LONGEST_PIECE, frame.length - from);
        var bytes = Unpooled.wrappedBuffer(frame, from, length);
        var last = from + length == frame.length;
        return from == 0 ? new TextWebSocketFrame(last, 0, bytes) : new ContinuationWebSocketFrame(last, 0, bytes);
    }

    @Override
    public void close(int code, String reason) {
        if (socket.isOpen()) {
            socket.close(new CloseReason(code, reason)).subscribe().with(closed -> {
            }, gone -> LOG.debugf("a socket was gone before it was closed: %s", gone.toString()));
            guard.endWithin(PATIENCE);
        }
    }
}
