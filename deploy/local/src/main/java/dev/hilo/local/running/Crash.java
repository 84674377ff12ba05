package dev.hilo.local.running;

import java.util.List;

/** A part ended though nobody asked it to. */
public record Crash(String part, int exitCode, List<String> logTail) {

    private static final int SIGNALLED = 128;

    /** In words: a program that was killed ends with 128 and the number of the signal. */
    public String how() {
        return exitCode > SIGNALLED
                ? "was killed by signal %d".formatted(exitCode - SIGNALLED)
                : "ended with code %d".formatted(exitCode);
    }
}
