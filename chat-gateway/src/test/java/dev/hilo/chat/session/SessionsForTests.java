package dev.hilo.chat.session;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import dev.hilo.platform.access.Caller;
import io.vertx.mutiny.core.Vertx;

/** Sessions for a switchboard that no call stands before. */
public final class SessionsForTests {

    private SessionsForTests() {
    }

    /** A program's, which ends with its token. */
    public static Session bearer(String user, String role, List<String> teams, String sid, Instant expiresAt) {
        return new Session(Caller.of(user, Set.of(role), teams), "token", expiresAt, null, sid, user, null, null);
    }

    public static EndedSessions ended(Clock clock) {
        return new EndedSessions(clock);
    }

    /** Never asked, since no session here can be renewed. */
    public static RenewSession renewal(Vertx vertx) {
        return new RenewSession(vertx, "client", "secret", "realm_access/roles");
    }
}
