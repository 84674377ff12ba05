package dev.hilo.local.running;

import java.io.PrintStream;
import java.time.Duration;

import dev.hilo.local.process.Ending;

/** A line for each change, for log files and pipes. */
public final class PlainProgress implements Progress {

    private final PrintStream out;

    public PlainProgress(PrintStream out) {
        this.out = out;
    }

    @Override
    public void waiting(String part) {
        // Nothing has changed yet.
    }

    @Override
    public void doing(String part, String what) {
        line(part, what);
    }

    @Override
    public void ready(String part, Duration took) {
        line(part, "ready      " + Progress.seconds(took));
    }

    @Override
    public void failed(String part) {
        line(part, "FAILED");
    }

    @Override
    public void stopped(String part, Ending.Outcome outcome, Duration took) {
        line(part, Progress.words(outcome) + "    " + Progress.seconds(took));
    }

    @Override
    public void close() {
        out.flush();
    }

    private void line(String part, String text) {
        out.println("  %-13s %s".formatted(part, text));
    }
}
