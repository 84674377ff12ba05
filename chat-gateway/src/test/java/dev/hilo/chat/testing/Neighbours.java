package dev.hilo.chat.testing;

import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.Vertx;

/** The sign-in provider and the services behind the gateway. Tests steer them over HTTP, as another process would. */
public final class Neighbours implements QuarkusTestResourceLifecycleManager {

    private Vertx vertx;

    @Override
    public Map<String, String> start() {
        vertx = Vertx.vertx();
        var provider = "http://127.0.0.1:" + new Provider(vertx).start();
        var upstream = "http://127.0.0.1:" + new Upstream(vertx).start();
        return Map.of("quarkus.oidc.auth-server-url", provider,
                "hilo.forward.messaging", upstream,
                // Nobody listens on the port of "discard".
                "hilo.forward.provisioning", "http://127.0.0.1:9",
                "hilo.forward.answer-timeout", "1S",
                // Few enough for a test to reach.
                "hilo.live.sockets-per-user", "250",
                // Few enough that one who knocks in vain notices it on a slow machine, too.
                "hilo.live.handshakes-per-second-per-source", "30",
                "quarkus.http.test-port", "0");
    }

    @Override
    public void stop() {
        if (vertx != null) {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }
}
