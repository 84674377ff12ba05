package dev.hilo.messaging.problem;

import java.io.IOException;
import java.util.concurrent.TimeoutException;

import io.vertx.pgclient.PgException;

/** Tells a database that is away from one that says no. */
public final class Outage {

    private Outage() {
    }

    /** Whether the same work can succeed later without anybody changing it. */
    public static boolean isOutage(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PgException refusal) {
                return isTransient(refusal.getSqlState());
            }
            if (cause instanceof IOException || cause instanceof TimeoutException
                    || cause instanceof io.smallrye.mutiny.TimeoutException || isClosed(cause)) {
                return true;
            }
        }
        return false;
    }

    /**
     * PostgreSQL's classes 08 (connection), 53 (resources), 57 (shutdown, starting up; not 57014, which is our own
     * statement timeout), 40 (deadlock, serialization) and 25006 (a standby).
     */
    private static boolean isTransient(String state) {
        return state.startsWith("08") || state.startsWith("53") || (state.startsWith("57") && !state.equals("57014"))
                || state.startsWith("40")
                || state.equals("25006");
    }

    /** Vert.x reports a lost connection, a full pool and one closed by a stop as failures without a type of their own. */
    private static boolean isClosed(Throwable failure) {
        var name = failure.getClass().getSimpleName();
        var message = String.valueOf(failure.getMessage());
        return name.equals("ClosedConnectionException") || name.startsWith("ConnectionPoolTooBusy")
                || message.contains("Connection is closed") || message.contains("Pool closed")
                || message.contains("connection was closed")
                || message.contains("Timeout");
    }
}
