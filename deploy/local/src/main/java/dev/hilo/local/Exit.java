package dev.hilo.local;

import java.util.concurrent.atomic.AtomicInteger;

/** The exit codes of the verbs. */
final class Exit {

    static final int DONE = 0;
    static final int FAILED = 1;
    /** As service managers answer when asked for the status of what does not run. */
    static final int NOT_RUNNING = 3;

    /** What the process ends with if a shutdown hook ends it: an ordered stop on Ctrl-C is no failure. */
    private static final AtomicInteger CODE = new AtomicInteger(DONE);

    private Exit() {
    }

    static int with(int code) {
        CODE.set(code);
        return code;
    }

    static int code() {
        return CODE.get();
    }
}
