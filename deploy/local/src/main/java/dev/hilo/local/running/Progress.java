package dev.hilo.local.running;

import java.time.Duration;

import dev.hilo.local.process.Ending;

/** Shows how far each part is. */
public interface Progress extends AutoCloseable {

    void waiting(String part);

    void doing(String part, String what);

    void ready(String part, Duration took);

    void failed(String part);

    void stopped(String part, Ending.Outcome outcome, Duration took);

    @Override
    void close();

    /** "4.2 s". */
    static String seconds(Duration time) {
        return "%.1f s".formatted(time.toMillis() / 1000.0);
    }

    /** What to say of a part that was stopped. */
    static String words(Ending.Outcome outcome) {
        return switch (outcome) {
            case ALREADY_GONE -> "was gone";
            case IN_ORDER -> "stopped";
            case KILLED -> "killed, it did not stop in time";
            case SURVIVED -> "does not end, not even when killed";
        };
    }
}
