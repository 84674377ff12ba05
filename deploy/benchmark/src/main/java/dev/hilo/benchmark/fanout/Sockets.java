package dev.hilo.benchmark.fanout;

import java.net.URI;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ObjIntConsumer;

import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;

/** Many sockets to one address, from as many local addresses as their number needs. */
final class Sockets {

    /** Of one local address; the system has some 28,000 ports for each. */
    private static final int PER_ADDRESS = 1_000;
    /** Handshakes under way at the same time. */
    private static final int AT_ONCE = 64;

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger failures = new AtomicInteger();
    private volatile String lastFailure = "";

    /**
     * Opens them all and waits until each was welcomed.
     *
     * @param tokens given out in turn; empty where nobody asks for one
     * @param perSecond handshakes, so that no limit of the server's is met
     * @param frames told each further frame with the number of the socket
     */
    void open(URI address, int count, List<String> tokens, int perSecond, ObjIntConsumer<String> frames)
            throws InterruptedException {
        var welcomed = new CountDownLatch(count);
        var turns = new Semaphore(AT_ONCE);
        var began = System.nanoTime();
        WebSocketClient client = null;
        for (var i = 0; i < count; i++) {
            if (client == null || i % PER_ADDRESS == 0) {
                client = vertx.createWebSocketClient(new WebSocketClientOptions().setMaxConnections(PER_ADDRESS)
                        .setLocalAddress("127.0.0." + (2 + i / PER_ADDRESS)).setTryUsePerMessageCompression(false));
            }
            turns.acquire();
            var early = began + i * 1_000_000_000L / perSecond - System.nanoTime();
            if (early > 0) {
                TimeUnit.NANOSECONDS.sleep(early);
            }
            var options = new WebSocketConnectOptions().setHost(address.getHost()).setPort(address.getPort())
                    .setURI("/ws");
            if (!tokens.isEmpty()) {
                options.putHeader("Authorization", "Bearer " + tokens.get(i % tokens.size()));
            }
            var number = i;
            client.connect(options).onComplete(connected -> {
                turns.release();
                if (connected.succeeded()) {
                    welcome(connected.result(), number, welcomed, frames);
                } else {
                    lastFailure = connected.cause().toString();
                    failures.incrementAndGet();
                    welcomed.countDown();
                }
            });
        }
        if (!welcomed.await(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException(welcomed.getCount() + " sockets were not welcomed; " + lastFailure);
        }
        if (failures.get() > 0) {
            throw new IllegalStateException(failures + " sockets were refused: " + lastFailure);
        }
    }

    private static void welcome(WebSocket socket, int number, CountDownLatch welcomed, ObjIntConsumer<String> frames) {
        socket.textMessageHandler(text -> {
            if (text.startsWith("{\"type\":\"welcome\"")) {
                welcomed.countDown();
            } else {
                frames.accept(text, number);
            }
        });
        var _ = socket.writeTextMessage("{\"type\":\"hello\"}");
    }
}
