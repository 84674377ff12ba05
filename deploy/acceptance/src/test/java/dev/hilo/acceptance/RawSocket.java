package dev.hilo.acceptance;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A websocket as the network sees it (RFC 6455), over a socket of our own: only so can a connection be broken as a
 * failing network breaks it, with a reset and without a word.
 */
final class RawSocket implements AutoCloseable {

    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;
    private static final int PATIENCE_MILLIS = 5_000;
    /** A gateway pings every 30 s; one that says nothing for longer has gone. */
    private static final int SILENCE_MILLIS = 45_000;
    private static final int LONGEST_HEAD = 16_384;

    /** The other side ended it, in order. */
    static final class Closed extends IOException {

        private static final long serialVersionUID = 1L;
        final transient int code;
        final transient String reason;

        Closed(int code, String reason) {
            super("closed with " + code + ": " + reason);
            this.code = code;
            this.reason = reason;
        }
    }

    private final Socket socket;
    private final DataInputStream in;

    private RawSocket(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 16_384));
    }

    /** @throws IOException also when the server refuses the handshake; the message names its status line */
    static RawSocket connect(URI http, String path, String bearer) throws IOException {
        var plain = new Socket();
        try {
            plain.setTcpNoDelay(true);
            plain.setSoTimeout(PATIENCE_MILLIS);
            plain.connect(new InetSocketAddress(http.getHost(), http.getPort()), PATIENCE_MILLIS);
            var socket = new RawSocket(plain);
            socket.shakeHands(http, path, bearer);
            plain.setSoTimeout(SILENCE_MILLIS);
            return socket;
        } catch (IOException failed) {
            plain.close();
            throw failed;
        }
    }

    private void shakeHands(URI http, String path, String bearer) throws IOException {
        var key = new byte[16];
        ThreadLocalRandom.current().nextBytes(key);
        var request = """
                GET %s HTTP/1.1\r
                Host: %s:%d\r
                Upgrade: websocket\r
                Connection: Upgrade\r
                Sec-WebSocket-Key: %s\r
                Sec-WebSocket-Version: 13\r
                Authorization: Bearer %s\r
                \r
                """.formatted(path, http.getHost(), http.getPort(), Base64.getEncoder().encodeToString(key), bearer);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        var head = new ByteArrayOutputStream();
        var end = 0;
        while (end != 0x0d0a0d0a) {
            var next = in.readUnsignedByte();
            end = end << 8 | next;
            head.write(next);
            if (head.size() > LONGEST_HEAD) {
                throw new IOException("the answer to the handshake has no end");
            }
        }
        var status = head.toString(StandardCharsets.US_ASCII).lines().findFirst().orElse("");
        if (!status.startsWith("HTTP/1.1 101")) {
            throw new IOException("no websocket: " + status);
        }
    }

    /** Waits for the next text; pings are answered meanwhile. One thread at a time. */
    String read() throws IOException {
        var text = new ByteArrayOutputStream();
        while (true) {
            var first = in.readUnsignedByte();
            var payload = payload();
            switch (first & 0x0f) {
                case PING -> write(PONG, payload);
                case PONG -> {
                }
                case CLOSE -> throw closed(payload);
                default -> {
                    text.write(payload);
                    if ((first & 0x80) != 0) {
                        return text.toString(StandardCharsets.UTF_8);
                    }
                }
            }
        }
    }

    private byte[] payload() throws IOException {
        long length = in.readUnsignedByte();
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = in.readLong();
        }
        if (length < 0 || length > 1 << 24) {
            throw new IOException("a frame of " + length + " bytes");
        }
        var payload = new byte[(int) length];
        in.readFully(payload);
        return payload;
    }

    private Closed closed(byte[] payload) {
        var bytes = ByteBuffer.wrap(payload);
        var code = bytes.remaining() >= 2 ? Short.toUnsignedInt(bytes.getShort()) : 1005;
        try {
            write(CLOSE, payload);
        } catch (IOException gone) {
            // they have said good-bye; whether they hear ours does not matter
        }
        return new Closed(code, StandardCharsets.UTF_8.decode(bytes).toString());
    }

    void write(String text) throws IOException {
        write(TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    private synchronized void write(int kind, byte[] payload) throws IOException {
        var frame = ByteBuffer.allocate(payload.length + 14).put((byte) (0x80 | kind));
        if (payload.length < 126) {
            frame.put((byte) (0x80 | payload.length));
        } else if (payload.length < 1 << 16) {
            frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
        } else {
            frame.put((byte) (0x80 | 127)).putLong(payload.length);
        }
        var mask = ThreadLocalRandom.current().nextInt();
        frame.putInt(mask);
        for (var i = 0; i < payload.length; i++) {
            frame.put((byte) (payload[i] ^ (mask >> (8 * (3 - i % 4)))));
        }
        socket.getOutputStream().write(frame.array(), 0, frame.position());
    }

    /** Breaks the connection: a reset, and whatever was on its way is lost. */
    void cut() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        try {
            write(CLOSE, new byte[]{0x03, (byte) 0xe8});
        } catch (EOFException | java.net.SocketException gone) {
            // it was over already
        } finally {
            socket.close();
        }
    }
}
