package dev.hilo.chat.forward;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import dev.hilo.chat.problem.ProblemAnswer;
import dev.hilo.chat.session.Session;
import dev.hilo.platform.problem.CommonProblem;
import dev.hilo.platform.problem.ProblemKind;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyOptions;
import org.jspecify.annotations.Nullable;

/**
 * Passes a call on to the service that answers it: same path and query, bodies streamed both ways by Vert.x's own
 * proxy. What we change on the way stands in {@link PassedOn}.
 */
@Singleton
class Forward {

    /** Before the REST resources; after the gate, which is a filter. */
    private static final int ORDER = 200;
    private static final Set<HttpMethod> METHODS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST,
            HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE);
    private static final ProxyOptions NO_SOCKETS = new ProxyOptions().setSupportWebSocket(false);

    private final ForwardConfig config;
    private final HttpClient http;
    private final Map<Destination, Upstream> upstreams = new EnumMap<>(Destination.class);

    Forward(Vertx vertx, ForwardConfig config) {
        this.config = config;
        this.http = vertx.createHttpClient(new HttpClientOptions()
                .setMaxPoolSize(config.connections())
                .setMaxWaitQueueSize(4 * config.connections())
                .setKeepAliveTimeout(30));
        for (var destination : Destination.values()) {
            upstreams.put(destination, switch (destination) {
                case MESSAGING -> Upstream.at(config.messaging(), config.answerTimeout());
                case PROVISIONING -> Upstream.at(config.provisioning(), config.answerTimeout());
                case INGEST -> Upstream.at(config.ingest(), config.journalTimeout());
            });
        }
    }

    void register(@Observes Router router) {
        router.route("/api/*").order(ORDER).handler(this::handle);
        router.route("/media/*").order(ORDER).handler(this::handle);
    }

    private void handle(RoutingContext call) {
        var path = call.request().path();
        var upstream = Optional.ofNullable(path).flatMap(Destination::of).map(upstreams::get);
        if (upstream.isEmpty()) {
            call.next();
            return;
        }
        var refusal = refusal(call);
        if (refusal != null) {
            ProblemAnswer.end(call, refusal, null);
            return;
        }
        HttpProxy.reverseProxy(NO_SOCKETS, http)
                .origin(passed -> http.request(upstream.get().request(config)))
                .addInterceptor(new PassedOn(Session.in(call), config.maxBody()))
                .handle(call.request());
    }

    private @Nullable ProblemKind refusal(RoutingContext call) {
        var method = call.request().method();
        if (!METHODS.contains(method)) {
            return CommonProblem.NOT_FOUND;
        }
        if (Destination.isSignedMedia(call.normalizedPath())) {
            return PassedOn.READING.contains(method) ? null : CommonProblem.NOT_FOUND;
        }
        return Session.in(call) == null ? CommonProblem.UNAUTHENTICATED : null;
    }
}
