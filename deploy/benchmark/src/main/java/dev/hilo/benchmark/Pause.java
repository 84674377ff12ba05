package dev.hilo.benchmark;

import java.io.IOException;

/** A process that stands still until this is closed, as one does that the machine has no time for. */
final class Pause implements AutoCloseable {

    private final ProcessHandle process;

    private Pause(ProcessHandle process) {
        this.process = process;
    }

    static Pause of(ProcessHandle process) throws IOException {
        signal("STOP", process);
        return new Pause(process);
    }

    @Override
    public void close() throws IOException {
        signal("CONT", process);
    }

    private static void signal(String name, ProcessHandle process) throws IOException {
        var kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).inheritIO().start();
        if (kill.onExit().join().exitValue() != 0) {
            throw new BenchProblem("Process %d could not be told to %s".formatted(process.pid(), name));
        }
    }
}
