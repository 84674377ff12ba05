package dev.hilo.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.jspecify.annotations.Nullable;

/**
 * Who a process is: its pid and when it began. Pids are used again; a process with this pid that began at another time
 * is a stranger and is left alone.
 *
 * @param port where it listens, when it does
 * @param goodbye how it is asked to end
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ProcessRecord(String name, long pid, Instant startedAt, @Nullable Integer port, Launch.Signal goodbye) {

    /** The start time is computed from the boot time, which the clock's corrections move a little. */
    private static final Duration SAME = Duration.ofSeconds(3);

    public static ProcessRecord of(String name, ProcessHandle process, @Nullable Integer port, Launch.Signal goodbye) {
        return new ProcessRecord(name, process.pid(), process.info().startInstant().orElseGet(Instant::now), port,
                goodbye);
    }

    /** The process, if it still runs. */
    public Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid).filter(this::isThis).filter(found -> !isZombie());
    }

    private boolean isThis(ProcessHandle found) {
        return found.isAlive() && found.info().startInstant()
                .map(began -> Duration.between(began, startedAt).abs().compareTo(SAME) < 0)
                .orElse(false);
    }

    /** An orphan that has ended stays in the table when the machine's first process collects none. */
    private boolean isZombie() {
        try {
            var stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            return stat.startsWith(") Z", stat.lastIndexOf(')'));
        } catch (IOException noSuchTable) {
            return false;
        }
    }
}
