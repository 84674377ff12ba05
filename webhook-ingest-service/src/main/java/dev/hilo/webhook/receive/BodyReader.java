package dev.hilo.webhook.receive;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/**
 * Collects one body within its bounds. What is not wanted any more is still read past for a while, since a sender that is
 * cut off while it writes never gets to the answer.
 */
final class BodyReader {

    private static final long READ_PAST = 16L * 1024 * 1024;

    private final int most;
    private final long mostOfAll;
    private final AtomicLong ofAll;
    private final Outcome outcome;
    private @Nullable Buffer collected = Buffer.buffer();
    private long held;

    /** What becomes of the body; one of these, once. */
    interface Outcome {

        void complete(byte[] body);

        void tooLarge();

        /** All bodies together are too much to hold. */
        void tooMany();

        /** The sender hung up. */
        void gone();
    }

    private BodyReader(int most, long mostOfAll, AtomicLong ofAll, Outcome outcome) {
        this.most = most;
        this.mostOfAll = mostOfAll;
        this.ofAll = ofAll;
        this.outcome = outcome;
    }

    /** @param ofAll bytes held by all readers together, at most {@code mostOfAll} */
    static void read(HttpServerRequest request, int most, long mostOfAll, AtomicLong ofAll, Outcome outcome) {
        var reader = new BodyReader(most, mostOfAll, ofAll, outcome);
        request.handler(reader::chunk);
        request.endHandler(_ -> reader.end());
        request.exceptionHandler(_ -> reader.give(Outcome::gone));
        request.resume();
    }

    /** Reads past a body that nobody wants. */
    static void drain(HttpServerRequest request) {
        if (request.isEnded()) {
            return;
        }
        var seen = new AtomicLong();
        request.handler(chunk -> {
            if (seen.addAndGet(chunk.length()) > READ_PAST) {
                request.connection().close();
            }
        });
        request.endHandler(_ -> {
        });
        request.resume();
    }

    private void chunk(Buffer chunk) {
        if (collected == null) {
            return;
        }
        held += chunk.length();
        collected.appendBuffer(chunk);
        if (ofAll.addAndGet(chunk.length()) > mostOfAll) {
            give(Outcome::tooMany);
        } else if (held > most) {
            give(Outcome::tooLarge);
        }
    }

    private void end() {
        if (collected != null) {
            var body = collected.getBytes();
            give(to -> to.complete(body));
        }
    }

    private void give(Consumer<Outcome> report) {
        if (collected != null) {
            collected = null;
            ofAll.addAndGet(-held);
            report.accept(outcome);
        }
    }
}
