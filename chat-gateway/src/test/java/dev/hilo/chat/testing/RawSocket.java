package dev.hilo.chat.testing;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A client that does what no library lets one do. It reads nothing unless it is told to. */
public final class RawSocket implements AutoCloseable {

    public static final int TEXT = 0x81;
    public static final int BINARY = 0x82;
    public static final int PING = 0x89;

    private final Socket socket = new Socket();
    private final String head;

    /** @param from the address to come from: any of 127.0.0.0/8 */
    public RawSocket(URI http, String from, Map<String, String> headers) throws IOException {
        socket.setReceiveBufferSize(4096);
        socket.setSoTimeout(15_000);
        socket.bind(new InetSocketAddress(InetAddress.ofLiteral(from), 0));
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), http.getPort()));
        var request = new StringBuilder("GET /ws HTTP/1.1\r\nHost: " + http.getAuthority()
                + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
        headers.forEach((name, value) -> request.append(name).append(": ").append(value).append("\r\n"));
        socket.getOutputStream().write(request.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
        var answer = new ByteArrayOutputStream();
        // The end of the answer's head; what follows is read when it is asked for.
        for (var last = 0; last != 0x0d0a0d0a;) {
            var next = socket.getInputStream().read();
            if (next < 0) {
                throw new IOException("no answer to the handshake");
            }
            answer.write(next);
            last = (last << 8) | next;
        }
        head = answer.toString(StandardCharsets.US_ASCII);
    }

    public static RawSocket as(URI http, String user) throws IOException {
        return new RawSocket(http, "127.0.0.1", Map.of("Authorization", "Bearer " + Tokens.of(user)));
    }

    /** The head of the answer to the handshake. */
    public String head() {
        return head;
    }

    public int status() {
        return Integer.parseInt(head.split(" ", 3)[1]);
    }

    public RawSocket say(String text) throws IOException {
        return frame(TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * One frame, masked with zeros.
     *
     * @param first its first byte: whether it is the last fragment, reserved bits, kind
     */
    public RawSocket frame(int first, byte[] payload) throws IOException {
        bytes(encoded(first, payload));
        return this;
    }

    public void bytes(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    public static byte[] encoded(int first, byte[] payload) {
        var bytes = new ByteArrayOutputStream();
        bytes.write(first);
        if (payload.length < 126) {
            bytes.write(0x80 | payload.length);
        } else if (payload.length < 65536) {
            bytes.write(0x80 | 126);
            bytes.write(payload.length >> 8);
            bytes.write(payload.length & 0xff);
        } else {
            bytes.write(0x80 | 127);
            for (var shift = 56; shift >= 0; shift -= 8) {
                bytes.write((int) (((long) payload.length >> shift) & 0xff));
            }
        }
        bytes.writeBytes(new byte[4]);
        bytes.writeBytes(payload);
        return bytes.toByteArray();
    }

    /** Reads until the socket ends. @return the close frame's code, 1006 without one */
    public int readToItsEnd() throws IOException {
        var in = new DataInputStream(socket.getInputStream());
        try {
            while (true) {
                var kind = in.readUnsignedByte() & 0xf;
                long length = in.readUnsignedByte() & 0x7f;
                if (length == 126) {
                    length = in.readUnsignedShort();
                } else if (length == 127) {
                    length = in.readLong();
                }
                var payload = new byte[(int) length];
                in.readFully(payload);
                if (kind == 8) {
                    return payload.length < 2 ? 1005 : ((payload[0] & 0xff) << 8) | (payload[1] & 0xff);
                }
            }
        } catch (java.io.EOFException | java.net.SocketException cut) {
            return 1006;
        }
    }

    /** Whether the other side has let go of the connection, or does so while we look. */
    public boolean isCut() throws IOException {
        try {
            while (socket.getInputStream().read() >= 0) {
                // What it said last.
            }
            return true;
        } catch (java.net.SocketTimeoutException stillThere) {
            return false;
        } catch (java.net.SocketException reset) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
