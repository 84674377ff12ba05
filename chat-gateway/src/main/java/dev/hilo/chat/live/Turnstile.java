package dev.hilo.chat.live;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.hilo.chat.problem.GatewayProblem;
import dev.hilo.chat.problem.ProblemAnswer;
import dev.hilo.platform.problem.ProblemKind;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/**
 * How many may come in, and how fast. Handshakes are counted before the token is looked at, which costs a signature;
 * sockets when they are open, so that a handshake that comes to nothing leaves nothing behind. Safe for several threads.
 */
@ApplicationScoped
class Turnstile {

    /** After the headers of every answer, before the gate. */
    private static final int PRIORITY = 500;
    /** Addresses remembered at most; the one longest not heard of is forgotten first, and then begins anew. */
    private static final int MOST_SOURCES = 20_000;

    private final LiveConfig config;
    private final Clock clock;
    private final RateLimit everybody;
    private final Map<String, RateLimit> sources;
    private final Map<String, Integer> bySource = new java.util.HashMap<>();
    private final Map<String, Integer> byUser = new java.util.HashMap<>();
    private int open;

    Turnstile(LiveConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
        this.everybody = new RateLimit(config.handshakesAtOnce(), config.handshakesPerSecond(), clock.instant());
        this.sources = new LinkedHashMap<>(64, 0.75f, true) {

            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, RateLimit> eldest) {
                return size() > MOST_SOURCES;
            }
        };
    }

    void register(@Observes Filters filters) {
        filters.register(this::handle, PRIORITY);
    }

    private void handle(RoutingContext call) {
        if (!call.normalizedPath().equals("/ws")) {
            call.next();
            return;
        }
        knocks(sourceOf(call.request()), clock.instant()).ifPresentOrElse(
                refusal -> ProblemAnswer.end(call, refusal, null), call::next);
    }

    /** @return why they may not even try */
    synchronized Optional<ProblemKind> knocks(String source, Instant now) {
        var theirs = sources.computeIfAbsent(source, address -> new RateLimit(config.handshakesAtOncePerSource(),
                config.handshakesPerSecondPerSource(), now));
        if (!theirs.take(now)) {
            return Optional.of(GatewayProblem.TOO_MANY_HANDSHAKES);
        }
        return everybody.take(now) ? Optional.empty() : Optional.of(GatewayProblem.FULL);
    }

    /** @return why there is no room for another socket of theirs */
    synchronized Optional<ProblemKind> roomFor(String source, String user) {
        if (open >= config.sockets()) {
            return Optional.of(GatewayProblem.FULL);
        }
        return bySource.getOrDefault(source, 0) >= config.socketsPerSource()
                || byUser.getOrDefault(user, 0) >= config.socketsPerUser()
                        ? Optional.of(GatewayProblem.TOO_MANY_SOCKETS)
                        : Optional.empty();
    }

    synchronized void opened(String source, String user) {
        open++;
        bySource.merge(source, 1, Integer::sum);
        byUser.merge(user, 1, Integer::sum);
    }

    synchronized void closed(String source, String user) {
        open--;
        bySource.computeIfPresent(source, (address, count) -> count > 1 ? count - 1 : null);
        byUser.computeIfPresent(user, (name, count) -> count > 1 ? count - 1 : null);
    }

    /**
     * Whom the outermost of our own proxies was called by; what stands further left in the header is the caller's own
     * claim.
     */
    String sourceOf(HttpServerRequest request) {
        var socket = request.remoteAddress() == null ? "" : String.valueOf(request.remoteAddress().hostAddress());
        var forwarded = request.headers().getAll("X-Forwarded-For");
        if (config.trustedProxies() == 0 || forwarded.isEmpty()) {
            return socket;
        }
        var hops = List.of(String.join(",", forwarded).split(",", -1));
        var hop = hops.get(Math.max(0, hops.size() - config.trustedProxies())).strip();
        return hop.isEmpty() || hop.length() > 64 ? socket : hop;
    }
}
