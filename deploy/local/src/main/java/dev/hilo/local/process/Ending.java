package dev.hilo.local.process;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Ends a process: asks first, waits, then insists. */
public final class Ending {

    /** How it went. */
    public enum Outcome {
        ALREADY_GONE, IN_ORDER, KILLED, SURVIVED
    }

    private static final Duration AFTER_KILL = Duration.ofSeconds(5);

    private Ending() {
    }

    public static Outcome end(ProcessRecord record, Duration limit) {
        var found = record.process();
        if (found.isEmpty()) {
            return Outcome.ALREADY_GONE;
        }
        var process = found.get();
        ask(process, record.goodbye());
        if (gone(record, process, limit)) {
            return Outcome.IN_ORDER;
        }
        var descendants = process.descendants().toList();
        var _ = process.destroyForcibly();
        descendants.forEach(ProcessHandle::destroyForcibly);
        if (!gone(record, process, AFTER_KILL)) {
            return Outcome.SURVIVED;
        }
        return Outcome.KILLED;
    }

    private static void ask(ProcessHandle process, Launch.Signal signal) {
        var asked = switch (signal) {
            case TERM -> process.destroy();
            case INT -> interrupt(process);
        };
        if (!asked) {
            var _ = process.destroy();
        }
    }

    /** Java itself can only send TERM and KILL; the shell's own kill is there on every machine. */
    private static boolean interrupt(ProcessHandle process) {
        try {
            return new ProcessBuilder("sh", "-c", "kill -INT " + process.pid()).start().waitFor() == 0;
        } catch (IOException noShell) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean gone(ProcessRecord record, ProcessHandle process, Duration limit) {
        var deadline = System.nanoTime() + limit.toNanos();
        while (record.process().isPresent()) {
            var left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            try {
                var _ = process.onExit().get(Math.min(left, TimeUnit.MILLISECONDS.toNanos(200)),
                        TimeUnit.NANOSECONDS);
            } catch (TimeoutException stillThere) {
                // look again: a zombie never completes the future, the record knows it has ended
            } catch (ExecutionException cannotBeWatched) {
                return record.process().isEmpty();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }
}
