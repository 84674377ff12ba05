package dev.hilo.acceptance;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** Where the carrier keeps parts of MMS, with moods: each picture's own. */
final class MediaHost implements AutoCloseable {

    enum Mood {
        WELL,
        /** Takes the question, and says nothing. */
        SILENT,
        /** Takes the connection, and ends it. */
        HANGS_UP
    }

    private final HttpServer server;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Mood> moods = new ConcurrentHashMap<>();
    private final Map<String, Integer> asked = new ConcurrentHashMap<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final byte[] picture = Pictures.drawn().buffer;

    private MediaHost(HttpServer server) {
        this.server = server;
    }

    static MediaHost listening() throws IOException {
        var host = new MediaHost(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        host.server.setExecutor(host.workers);
        host.server.createContext("/", host::answer);
        host.server.start();
        return host;
    }

    /** As {@code MEDIA_ALLOWED_HOSTS} names it. */
    String authority() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** The address of a picture, which is in this mood until told otherwise. */
    String address(String name, Mood mood) {
        moods.put("/" + name, mood);
        return "http://" + authority() + "/" + name;
    }

    void be(String name, Mood mood) {
        moods.put("/" + name, mood);
    }

    /** How often a picture was asked for. */
    int asked(String name) {
        return asked.getOrDefault("/" + name, 0);
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        workers.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        asked.merge(path, 1, Integer::sum);
        switch (moods.getOrDefault(path, Mood.WELL)) {
            case WELL -> {
                exchange.getResponseHeaders().add("Content-Type", "image/png");
                exchange.sendResponseHeaders(200, picture.length);
                exchange.getResponseBody().write(picture);
            }
            case SILENT -> {
                try {
                    var _ = closing.await(1, TimeUnit.MINUTES);
                } catch (InterruptedException closed) {
                    Thread.currentThread().interrupt();
                }
            }
            case HANGS_UP -> {
                // Without an answer.
            }
        }
        exchange.close();
    }
}
