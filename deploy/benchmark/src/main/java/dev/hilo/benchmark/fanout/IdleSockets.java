package dev.hilo.benchmark.fanout;

import java.io.IOException;
import java.net.URI;
import java.util.List;

/** Sockets that say hello and then nothing, until the input ends. */
public final class IdleSockets {

    private IdleSockets() {
    }

    /** @param arguments server, sockets, handshakes a second, tokens */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Failure.endsTheProgram();
        var count = Integer.parseInt(arguments[1]);
        new Sockets().open(URI.create(arguments[0]), count, List.of(arguments).subList(3, arguments.length),
                Integer.parseInt(arguments[2]), (frame, socket) -> {
                });
        System.out.println("connected=" + count);
        while (System.in.read() >= 0) {
            // Until whoever started us lets go.
        }
        System.exit(0);
    }
}
