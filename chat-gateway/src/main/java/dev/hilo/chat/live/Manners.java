package dev.hilo.chat.live;

import java.time.Instant;
import java.util.Optional;

import dev.hilo.chat.frame.CloseCode;

/**
 * What a client may do on the socket, and whether it has been shown the door: what it still sends then is not looked at.
 * Belongs to the connection's own thread.
 */
final class Manners {

    /** What bytes that are not UTF-8 are read as. Nothing a client may say has a character beyond ASCII. */
    private static final char REPLACEMENT = '\ufffd';

    private final RateLimit frames;
    private final int largestFrame;
    private boolean barred;

    /** A rule that was broken. */
    record Breach(int closeCode, String rule) {
    }

    Manners(LiveConfig config, Instant now) {
        this.frames = new RateLimit(config.burst(), config.framesPerSecond(), now);
        this.largestFrame = config.largestFrame();
    }

    boolean isBarred() {
        return barred;
    }

    /** @return the first rule that a text frame breaks */
    Optional<Breach> text(String text, Instant now) {
        if (text.length() > largestFrame) {
            return barred(CloseCode.POLICY, "the frame is too large");
        }
        if (text.indexOf(REPLACEMENT) >= 0) {
            return barred(CloseCode.NOT_TEXT, "not UTF-8");
        }
        return anything(now);
    }

    Optional<Breach> binary() {
        return barred(CloseCode.POLICY, "text frames only");
    }

    /** A ping or a pong counts like any other frame. */
    Optional<Breach> anything(Instant now) {
        return frames.take(now) ? Optional.empty() : barred(CloseCode.POLICY, "too many frames");
    }

    private Optional<Breach> barred(int closeCode, String rule) {
        barred = true;
        return Optional.of(new Breach(closeCode, rule));
    }
}
