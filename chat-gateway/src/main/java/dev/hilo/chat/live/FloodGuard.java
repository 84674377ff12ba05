package dev.hilo.chat.live;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Stands before everything that reads a socket, and cuts it when more bytes come than a client of ours ever sends. The
 * framework reads frames as fast as they come and answers pings by itself, also of a client that does not take the
 * answers, so what is to be bounded has to be counted before it. Belongs to the connection's own thread.
 */
final class FloodGuard extends ChannelInboundHandlerAdapter {

    private static final Logger LOG = Logger.getLogger(FloodGuard.class);

    private final RateLimit bytes;
    private final LiveConfig config;
    private final Clock clock;
    private final Runnable flooded;
    private int whileDeaf;
    private volatile @Nullable ChannelHandlerContext connection;
    private boolean cut;

    /** @param flooded called once, when the connection is cut */
    FloodGuard(LiveConfig config, Clock clock, Runnable flooded) {
        this.bytes = new RateLimit(config.burstBytes(), config.bytesPerSecond(), clock.instant());
        this.config = config;
        this.clock = clock;
        this.flooded = flooded;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        connection = context;
    }

    /**
     * The close frame was sent: a client that does not answer it, or does not read it at all, would keep the connection
     * for as long as it likes.
     */
    void endWithin(Duration patience) {
        var current = connection;
        if (current != null) {
            var _ = current.executor().schedule(() -> {
                var _ = current.close();
            }, patience.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object read) {
        if (!cut && (!(read instanceof ByteBuf data) || takes(context, data.readableBytes()))) {
            context.fireChannelRead(read);
            return;
        }
        ReferenceCountUtil.release(read);
        if (!cut) {
            cut = true;
            flooded.run();
            context.close().addListener(closed -> LOG.debugf("a flooding socket was cut"));
        }
    }

    private boolean takes(ChannelHandlerContext context, int count) {
        whileDeaf = context.channel().isWritable() ? 0 : whileDeaf + count;
        return whileDeaf <= config.bytesWhileDeaf() && bytes.take(clock.instant(), count);
    }
}
