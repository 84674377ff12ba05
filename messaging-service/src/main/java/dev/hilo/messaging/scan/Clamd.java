package dev.hilo.messaging.scan;

import java.time.Duration;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * ClamAV's daemon, by its {@code INSTREAM} command (clamd(8)): pieces with their length before them, a piece of length
 * zero, one line as the answer. One connection for each question.
 */
final class Clamd {

    private static final String COMMAND = "zINSTREAM\0";
    private static final int PIECE = 64 * 1024;
    private static final int LONGEST_ANSWER = 4_096;

    private final NetClient client;
    private final String host;
    private final int port;
    private final Duration timeout;

    Clamd(Vertx vertx, String host, int port, Duration timeout) {
        this.client = vertx.createNetClient(new NetClientOptions().setConnectTimeout(3_000));
        this.host = host;
        this.port = port;
        this.timeout = timeout;
    }

    Uni<Verdict> scan(Buffer bytes) {
        return Uni.createFrom().<Verdict>emitter(emitter -> client.connect(port, host)
                .onFailure(failure -> emitter.complete(new Verdict.Away(failure.toString())))
                .onSuccess(socket -> {
                    emitter.onTermination(() -> {
                        var _ = socket.close();
                    });
                    var answer = Buffer.buffer();
                    // An error of the line ends in its being closed, perhaps after the answer came.
                    var _ = socket.exceptionHandler(_ -> {
                    }).closeHandler(_ -> emitter.complete(verdictOf(answer))).handler(piece -> {
                        var _ = answer.appendBuffer(piece);
                        if (answer.getByte(answer.length() - 1) == 0 || answer.length() > LONGEST_ANSWER) {
                            emitter.complete(verdictOf(answer));
                        }
                    });
                    ask(socket, bytes);
                }))
                .ifNoItem().after(timeout).recoverWithItem(new Verdict.Away("no answer within " + timeout));
    }

    private static void ask(NetSocket socket, Buffer bytes) {
        var _ = socket.write(Buffer.buffer(COMMAND));
        for (var at = 0; at < bytes.length(); at += PIECE) {
            var end = Math.min(bytes.length(), at + PIECE);
            var _ = socket.write(Buffer.buffer(4).appendInt(end - at));
            var _ = socket.write(bytes.slice(at, end));
        }
        var _ = socket.write(Buffer.buffer(4).appendInt(0));
    }

    static Verdict verdictOf(Buffer answer) {
        var text = answer.toString(UTF_8).replace("\0", "").strip();
        if (text.endsWith(": OK")) {
            return new Verdict.Clean();
        }
        if (text.endsWith(" FOUND")) {
            return new Verdict.Infected(
                    text.substring(text.indexOf(':') + 1, text.length() - " FOUND".length()).strip());
        }
        return text.contains("size limit exceeded") ? new Verdict.TooLarge() : new Verdict.Away("it said: " + text);
    }
}
