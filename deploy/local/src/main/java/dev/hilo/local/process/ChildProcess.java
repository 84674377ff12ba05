package dev.hilo.local.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/** A program that this launcher started. It writes to its log file itself, so that it outlives us if we are killed. */
public final class ChildProcess {

    private final Process process;
    private final ProcessRecord record;

    private ChildProcess(Process process, ProcessRecord record) {
        this.process = process;
        this.record = record;
    }

    public static ChildProcess start(String name, Launch launch, Path log, @Nullable Integer port) throws IOException {
        var builder = new ProcessBuilder(OwnSession.of(launch.command()))
                .directory(launch.directory().toFile())
                .redirectErrorStream(true)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(launch.environment());
        var process = builder.start();
        return new ChildProcess(process, ProcessRecord.of(name, process.toHandle(), port, launch.goodbye()));
    }

    public ProcessRecord record() {
        return record;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public int exitCode() {
        return process.exitValue();
    }

    public CompletableFuture<Process> onExit() {
        return process.onExit();
    }

    /** Waits, but no longer than until the process ends. */
    public boolean endsWithin(Duration time) throws InterruptedException {
        return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    }
}
