package dev.hilo.local.running;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** A part did not come up; the message names it, and the end of its log usually says why. */
public final class StartFailed extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<String> logTail;

    StartFailed(String message, List<String> logTail, @Nullable Throwable cause) {
        super(message, cause);
        this.logTail = logTail;
    }

    public List<String> logTail() {
        return logTail;
    }
}
