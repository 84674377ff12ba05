package dev.hilo.benchmark;

/** Why nothing could be measured, in a sentence for the person who asked. */
final class BenchProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BenchProblem(String message) {
        super(message);
    }

    BenchProblem(String message, Throwable cause) {
        super(message, cause);
    }
}
