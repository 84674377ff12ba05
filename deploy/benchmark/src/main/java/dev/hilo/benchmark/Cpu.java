package dev.hilo.benchmark;

import java.time.Duration;

/** The processor time that a process and those it started have used so far. */
final class Cpu {

    private Cpu() {
    }

    static Duration of(ProcessHandle process) {
        return process.descendants().map(Cpu::alone).reduce(alone(process), Duration::plus);
    }

    private static Duration alone(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }
}
