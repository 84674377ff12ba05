package dev.hilo.chat.live;

import jakarta.inject.Singleton;

import dev.hilo.chat.session.Session;
import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.quarkus.websockets.next.UserData;
import io.smallrye.mutiny.Uni;

/** Takes the session of the handshake along to the socket. The gate has already turned away whoever has none. */
@Singleton
class AdmitSocket implements HttpUpgradeCheck {

    static final UserData.TypedKey<Session> SESSION = new UserData.TypedKey<>("session");

    private final Switchboard switchboard;

    AdmitSocket(Switchboard switchboard) {
        this.switchboard = switchboard;
    }

    @Override
    public Uni<CheckResult> perform(HttpUpgradeContext handshake) {
        if (!switchboard.isReady()) {
            return CheckResult.rejectUpgrade(503);
        }
        return handshake.securityIdentity().map(identity -> {
            if (identity == null || identity.isAnonymous()) {
                return CheckResult.rejectUpgradeSync(401);
            }
            handshake.userData().put(SESSION, Session.of(identity));
            return CheckResult.permitUpgradeSync();
        });
    }
}
