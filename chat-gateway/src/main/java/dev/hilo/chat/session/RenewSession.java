package dev.hilo.chat.session;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.mutiny.core.MultiMap;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.ext.web.client.HttpResponse;
import io.vertx.mutiny.ext.web.client.WebClient;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Asks the provider whether a browser's session still lives, by its refresh token, and takes the roles and teams of the
 * new access token. For sockets: a call over HTTP is refreshed by the framework, which also gives the browser the new
 * cookie. The provider must let a refresh token be used more than once (Keycloak's default), as it must anyway for a
 * page that makes several calls at once.
 */
@ApplicationScoped
public class RenewSession {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final WebClient http;
    private final String authorization;
    private final List<String> rolesClaim;

    RenewSession(Vertx vertx, @ConfigProperty(name = "quarkus.oidc.client-id") String clientId,
            @ConfigProperty(name = "quarkus.oidc.credentials.secret") String secret,
            @ConfigProperty(name = "quarkus.oidc.roles.role-claim-path") String rolesClaim) {
        this.http = WebClient.create(vertx, new WebClientOptions().setConnectTimeout((int) PATIENCE.toMillis()));
        this.authorization = "Basic " + Base64.getEncoder()
                .encodeToString((encoded(clientId) + ":" + encoded(secret)).getBytes(StandardCharsets.UTF_8));
        this.rolesClaim = List.of(rolesClaim.split("/"));
    }

    /** What the provider said of the session. */
    public sealed interface Outcome {
        /** It lives. */
        record Renewed(Session session) implements Outcome {
        }

        /** It has ended: signed out, expired, or the person was locked out. */
        record Ended() implements Outcome {
        }

        /** Nobody could tell. */
        record Unknown() implements Outcome {
        }
    }

    /** Whether the session outlives its token: a browser's does, a program's does not. */
    public static boolean isPossible(Session session) {
        return session.renewal() != null;
    }

    public Uni<Outcome> renew(Session session) {
        var renewal = session.renewal();
        if (renewal == null) {
            return Uni.createFrom().item(new Outcome.Ended());
        }
        var form = MultiMap.caseInsensitiveMultiMap()
                .add("grant_type", "refresh_token")
                .add("refresh_token", renewal.refreshToken());
        return http.postAbs(renewal.tokenEndpoint()).putHeader("Authorization", authorization)
                .timeout(PATIENCE.toMillis())
                .sendForm(form)
                .map(answer -> outcomeOf(session, answer))
                .onFailure().recoverWithItem(new Outcome.Unknown());
    }

    private Outcome outcomeOf(Session session, HttpResponse<Buffer> answer) {
        return switch (answer.statusCode()) {
            case 200 -> renewed(session, answer.bodyAsJsonObject());
            case 400, 401 -> new Outcome.Ended();
            default -> new Outcome.Unknown();
        };
    }

    private Outcome renewed(Session session, @Nullable JsonObject tokens) {
        var accessToken = tokens == null ? null : tokens.getString("access_token");
        return tokens == null || accessToken == null
                ? new Outcome.Unknown()
                : new Outcome.Renewed(session.renewed(accessToken, tokens.getString("refresh_token"), rolesClaim));
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
