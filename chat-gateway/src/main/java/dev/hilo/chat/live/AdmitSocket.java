package dev.hilo.chat.live;

import java.time.Clock;
import java.util.List;
import java.util.Map;

import jakarta.inject.Singleton;

import dev.hilo.chat.session.Session;
import dev.hilo.platform.problem.ProblemKind;
import io.netty.channel.Channel;
import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.quarkus.websockets.next.UserData;
import io.smallrye.mutiny.Uni;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * Takes the session of the handshake along to the socket, if there is room for it. The gate has already turned away
 * whoever has none. An instance that starts or goes away lets nobody in.
 */
@Singleton
class AdmitSocket implements HttpUpgradeCheck {

    static final UserData.TypedKey<Session> SESSION = new UserData.TypedKey<>("session");
    static final UserData.TypedKey<Channel> CHANNEL = new UserData.TypedKey<>("channel");
    static final UserData.TypedKey<FloodGuard> GUARD = new UserData.TypedKey<>("guard");
    static final UserData.TypedKey<String> SOURCE = new UserData.TypedKey<>("source");

    private final Switchboard switchboard;
    private final Turnstile turnstile;
    private final LiveMetrics metrics;
    private final LiveConfig config;
    private final Clock clock;

    AdmitSocket(Switchboard switchboard, Turnstile turnstile, LiveMetrics metrics, LiveConfig config, Clock clock) {
        this.switchboard = switchboard;
        this.turnstile = turnstile;
        this.metrics = metrics;
        this.config = config;
        this.clock = clock;
    }

    @Override
    public Uni<CheckResult> perform(HttpUpgradeContext handshake) {
        if (!switchboard.isReady()) {
            return Uni.createFrom().item(refused(503));
        }
        return handshake.securityIdentity().map(identity -> identity == null || identity.isAnonymous()
                ? refused(401)
                : admit(handshake, Session.ofSocket(identity)));
    }

    private CheckResult admit(HttpUpgradeContext handshake, Session session) {
        var source = turnstile.sourceOf(handshake.httpRequest());
        var noRoom = turnstile.roomFor(source, session.caller().user()).map(ProblemKind::status);
        if (noRoom.isPresent()) {
            return refused(noRoom.get());
        }
        handshake.userData().put(SESSION, session);
        handshake.userData().put(SOURCE, source);
        var channel = ((ConnectionBase) handshake.httpRequest().connection()).channel();
        handshake.userData().put(CHANNEL, channel);
        handshake.userData().put(GUARD, guard(channel));
        return CheckResult.permitUpgradeSync();
    }

    /** From here on the connection is a socket's, and nothing but one. */
    private FloodGuard guard(Channel channel) {
        var guard = new FloodGuard(config, clock, metrics::flooded);
        channel.pipeline().addFirst("hilo-flood-guard", guard);
        return guard;
    }

    private static CheckResult refused(int status) {
        return status == 401
                ? CheckResult.rejectUpgradeSync(status)
                : CheckResult.rejectUpgradeSync(status, Map.of("Retry-After", List.of("2")));
    }
}
