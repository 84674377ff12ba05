package dev.hilo.benchmark;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/**
 * Requests over bare sockets, kept alive, one at a time on each. It shares the cores with what it measures, so it does
 * next to nothing itself: a request is bytes, and of an answer only the status and the length are looked at.
 */
final class SocketLoad {

    private static final int MOST = 2_000_000;
    private static final int PATIENCE_MILLIS = 10_000;

    private final int port;
    private final int connections;

    SocketLoad(int port, int connections) {
        this.port = port;
        this.connections = connections;
    }

    /** Each connection sends its next request as soon as it has its answer. */
    Load.Answers asFastAsItGoes(Duration time, IntFunction<byte[]> requests) {
        return run(time, requests, (_, now) -> now);
    }

    /**
     * Requests fall due at an even pace whether or not earlier ones are answered, and a time runs from when the request
     * was due: a pause of the server is counted for each request that it kept waiting.
     */
    Load.Answers paced(Duration time, double perSecond, IntFunction<byte[]> requests) {
        var began = System.nanoTime();
        return run(time, requests, (n, _) -> began + (long) (n * 1e9 / perSecond));
    }

    private interface Due {
        long at(int n, long now);
    }

    private Load.Answers run(Duration time, IntFunction<byte[]> requests, Due due) {
        var next = new AtomicInteger();
        var nanos = new long[MOST];
        Map<String, Integer> others = new ConcurrentHashMap<>();
        var began = System.nanoTime();
        var end = began + time.toNanos();
        try (var lanes = Executors.newFixedThreadPool(connections)) {
            for (var lane = 0; lane < connections; lane++) {
                lanes.execute(() -> lane(next, nanos, others, requests, due, end));
            }
        }
        var took = Duration.ofNanos(System.nanoTime() - began);
        return new Load.Answers(took, Arrays.stream(nanos, 0, Math.min(next.get(), MOST)).filter(one -> one > 0)
                .sorted().boxed().toList(), new TreeMap<>(others));
    }

    private void lane(AtomicInteger next, long[] nanos, Map<String, Integer> others, IntFunction<byte[]> requests,
            Due due, long end) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(PATIENCE_MILLIS);
            var answers = new Answers(socket.getInputStream());
            while (System.nanoTime() < end) {
                var n = next.getAndIncrement();
                var at = due.at(n, System.nanoTime());
                if (n >= MOST || at >= end) {
                    return;
                }
                for (var wait = at - System.nanoTime(); wait > 0; wait = at - System.nanoTime()) {
                    LockSupport.parkNanos(wait);
                }
                socket.getOutputStream().write(requests.apply(n));
                var status = answers.next();
                if (status == 200) {
                    nanos[n] = Math.max(1, System.nanoTime() - at);
                } else {
                    others.merge("HTTP " + status, 1, Integer::sum);
                }
            }
        } catch (IOException broken) {
            others.merge(broken.toString(), 1, Integer::sum);
        }
    }

    /** As much of HTTP/1.1 as our two servers speak: a length, never chunks. */
    private static final class Answers {

        private static final byte[] LENGTH = "content-length: ".getBytes(StandardCharsets.US_ASCII);

        private final InputStream in;
        private final byte[] buffer = new byte[8_192];
        private int filled;

        Answers(InputStream in) {
            this.in = in;
        }

        /** @return the status */
        int next() throws IOException {
            filled = 0;
            var head = -1;
            while (head < 0) {
                fill();
                head = endOfHead();
            }
            var whole = head + length(head);
            while (filled < whole) {
                fill();
            }
            return (buffer[9] - '0') * 100 + (buffer[10] - '0') * 10 + buffer[11] - '0';
        }

        private void fill() throws IOException {
            var read = in.read(buffer, filled, buffer.length - filled);
            if (read <= 0) {
                throw new EOFException("the connection was closed");
            }
            filled += read;
        }

        private int endOfHead() {
            for (var i = 3; i < filled; i++) {
                if (buffer[i] == '\n' && buffer[i - 1] == '\r' && buffer[i - 2] == '\n' && buffer[i - 3] == '\r') {
                    return i + 1;
                }
            }
            return -1;
        }

        private int length(int head) {
            for (var i = 0; i < head - LENGTH.length; i++) {
                if (matches(i)) {
                    var length = 0;
                    for (var at = i + LENGTH.length; buffer[at] >= '0' && buffer[at] <= '9'; at++) {
                        length = length * 10 + buffer[at] - '0';
                    }
                    return length;
                }
            }
            return 0;
        }

        private boolean matches(int at) {
            for (var i = 0; i < LENGTH.length; i++) {
                if ((buffer[at + i] | 0x20) != (LENGTH[i] | 0x20)) {
                    return false;
                }
            }
            return true;
        }
    }

}
