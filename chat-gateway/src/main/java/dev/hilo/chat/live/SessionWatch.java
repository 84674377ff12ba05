package dev.hilo.chat.live;

import java.time.Duration;
import java.time.Instant;

import dev.hilo.chat.frame.CloseCode;
import dev.hilo.chat.session.RenewSession;
import dev.hilo.chat.session.Session;
import org.jboss.logging.Logger;

/**
 * Ends a socket with its session. A bearer token's socket is closed with 4401 when the token ends. A browser's is asked
 * about at the provider shortly before its token ends ({@link RenewSession}): if the session lives, the socket goes on
 * with the roles and teams of the new token; if not, it is closed with 4401; if the provider cannot be asked, it stays
 * for a grace period.
 */
final class SessionWatch {

    private static final Logger LOG = Logger.getLogger(SessionWatch.class);
    private static final Duration NEXT_RENEWAL = Duration.ofSeconds(10);

    private final SwitchboardThread thread;
    private final RenewSession renewal;
    private final Access access;
    private final Ending ending;
    private final LiveConfig config;

    /** How a socket is ended from our side. */
    interface Ending {

        void end(Viewer viewer, int code, String reason);
    }

    SessionWatch(SwitchboardThread thread, RenewSession renewal, Access access, Ending ending, LiveConfig config) {
        this.thread = thread;
        this.renewal = renewal;
        this.access = access;
        this.ending = ending;
        this.config = config;
    }

    void check(Viewer viewer, Instant now) {
        var session = viewer.session();
        if (!RenewSession.isPossible(session)) {
            if (session.isExpired(now)) {
                ending.end(viewer, CloseCode.EXPIRED, "the token has expired");
            }
        } else if (now.isAfter(session.expiresAt().plus(config.grace()))) {
            ending.end(viewer, CloseCode.EXPIRED, "the session could not be renewed");
        } else if (!now.isBefore(viewer.renewAt())) {
            viewer.renewAt(now.plus(NEXT_RENEWAL));
            renewal.renew(session).subscribe().with(
                    outcome -> thread.run(() -> renewed(viewer, outcome)),
                    failure -> LOG.warnf("a session could not be renewed: %s", failure.toString()));
        }
    }

    private void renewed(Viewer viewer, RenewSession.Outcome outcome) {
        if (viewer.isGone()) {
            return;
        }
        switch (outcome) {
            case RenewSession.Outcome.Renewed it -> goOn(viewer, it.session());
            case RenewSession.Outcome.Ended it -> ending.end(viewer, CloseCode.EXPIRED, "the session is over");
            case RenewSession.Outcome.Unknown it -> LOG.debugf("the provider cannot be asked about a session");
        }
    }

    private void goOn(Viewer viewer, Session next) {
        var before = viewer.session().caller();
        if (!next.caller().user().equals(before.user())) {
            ending.end(viewer, CloseCode.EXPIRED, "the session is somebody else's now");
            return;
        }
        viewer.session(next);
        viewer.renewAt(next.expiresAt().minus(config.renewBefore()));
        if (viewer.isLive() && !next.caller().equals(before)) {
            access.changed(viewer, next.caller());
        }
    }
}
