package dev.hilo.messaging.problem;

import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.TimeoutException;

import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import org.jspecify.annotations.Nullable;

/** Tells a database that is away from one that says no. */
public final class Outage {

    /** What to do with work that failed and has no caller who could be told. */
    public enum Verdict {
        /** The database looked at it and refused what it says: it will refuse it again. */
        REFUSED,
        /** Anything else between us and the database: the work is good and waits. */
        AWAY,
        /** Neither; a mistake of ours in this work, perhaps. */
        UNCLEAR
    }

    private Outage() {
    }

    /** By types and SQL states alone: no wording of a driver decides whether something is put aside. */
    public static Verdict verdict(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            var state = stateOf(cause);
            if (state != null) {
                return isAboutContent(state) ? Verdict.REFUSED : Verdict.AWAY;
            }
            if (cause instanceof IOException || cause instanceof TimeoutException
                    || cause instanceof io.smallrye.mutiny.TimeoutException || cause instanceof VertxException
                    || cause instanceof NoStackTraceThrowable) {
                return Verdict.AWAY;
            }
        }
        return Verdict.UNCLEAR;
    }

    /** What PostgreSQL has answered; Hibernate tells it in JDBC's words. */
    private static @Nullable String stateOf(Throwable cause) {
        return switch (cause) {
            case PgException refusal -> refusal.getSqlState();
            case SQLException refusal -> refusal.getSQLState();
            default -> null;
        };
    }

    /** Classes 22 (a value that does not fit), 23 (a constraint) and 54 (more than a row or an index can hold). */
    private static boolean isAboutContent(String state) {
        return state.startsWith("22") || state.startsWith("23") || state.startsWith("54");
    }

    /** Whether a caller is better told to ask again than that something went wrong. */
    public static boolean isOutage(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            var state = stateOf(cause);
            if (state != null) {
                return isTransient(state);
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
