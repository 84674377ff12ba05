package dev.hilo.chat.session;

import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import dev.hilo.chat.problem.GatewayProblem;
import dev.hilo.chat.problem.ProblemAnswer;
import dev.hilo.platform.problem.CommonProblem;
import io.quarkus.security.AuthenticationException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import org.jboss.logging.Logger;

/**
 * The door of everything under {@code /api} and of the socket: nobody passes without a valid token, and with a cookie
 * only a call that our own page made. Refusals are problems, never redirects. Behind it a {@link Session} stands in the
 * call; the resources and the socket carry their own {@code @Authenticated} besides.
 */
@Singleton
class Gate {

    /** After the framework has prepared the identity (200) and its own path rules (100). */
    static final int PRIORITY = 50;

    private static final Logger LOG = Logger.getLogger(Gate.class);
    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    /** A socket has its own end: see the live feature. Left in place, the framework would close it with 1008. */
    private static final String FRAMEWORK_EXPIRY = "quarkus.identity.expire-time";

    private final PublicAddress address;
    private final EndedSessions ended;

    Gate(PublicAddress address, EndedSessions ended) {
        this.address = address;
        this.ended = ended;
    }

    static boolean guards(String path) {
        return path.equals("/api") || path.startsWith("/api/") || isSocket(path);
    }

    void register(@Observes Filters filters) {
        filters.register(this::handle, PRIORITY);
    }

    private void handle(RoutingContext call) {
        if (!guards(call.normalizedPath())) {
            call.next();
            return;
        }
        if (isForged(call)) {
            ProblemAnswer.end(call, GatewayProblem.CROSS_SITE, null);
            return;
        }
        authenticate(call);
    }

    /**
     * A browser sends its cookie along with whatever any page makes it send. What another origin cannot do is to set
     * {@code X-Requested-With} without asking first, or to choose its {@code Origin}.
     */
    private boolean isForged(RoutingContext call) {
        var request = call.request();
        if (request.getHeader(HttpHeaders.AUTHORIZATION) != null || !TenantPerCall.hasSessionCookie(call)) {
            var origin = request.getHeader(HttpHeaders.ORIGIN);
            return isSocket(call.normalizedPath()) && origin != null
                    && !address.isOurs(origin, request.getHeader(HttpHeaders.HOST));
        }
        var origin = request.getHeader(HttpHeaders.ORIGIN);
        var ours = origin != null && address.isOurs(origin, request.getHeader(HttpHeaders.HOST));
        if (isSocket(call.normalizedPath())) {
            return !ours;
        }
        return !SAFE.contains(request.method())
                && (request.getHeader("X-Requested-With") == null || (origin != null && !ours));
    }

    private void authenticate(RoutingContext call) {
        BiConsumer<RoutingContext, Throwable> refused = this::refuse;
        call.put(QuarkusHttpUser.AUTH_FAILURE_HANDLER, refused);
        QuarkusHttpUser.getSecurityIdentity(call, null).subscribe().with(identity -> admit(call, identity),
                failure -> refuse(call, failure));
    }

    private void admit(RoutingContext call, SecurityIdentity identity) {
        if (identity == null || identity.isAnonymous()) {
            ProblemAnswer.end(call, CommonProblem.UNAUTHENTICATED, null);
            return;
        }
        try {
            var session = Session.of(identity);
            if (ended.has(session.hash())) {
                ProblemAnswer.end(call, CommonProblem.UNAUTHENTICATED, "the session is over");
                return;
            }
            session.putInto(call);
        } catch (IllegalArgumentException unreadable) {
            ProblemAnswer.end(call, CommonProblem.UNAUTHENTICATED, unreadable.getMessage());
            return;
        }
        QuarkusHttpUser.setIdentity(isSocket(call.normalizedPath())
                ? ofASocket(call, identity)
                : QuarkusSecurityIdentity.builder(identity).addAttribute(FRAMEWORK_EXPIRY, "see Session.expiresAt")
                        .build(),
                call);
        call.next();
    }

    /**
     * The framework keeps the handshake and its identity for as long as the socket stands: what is no longer needed, and
     * is mostly tokens, goes now.
     */
    private static SecurityIdentity ofASocket(RoutingContext call, SecurityIdentity identity) {
        call.request().headers().remove(HttpHeaders.AUTHORIZATION).remove(HttpHeaders.COOKIE);
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(identity.getPrincipal().getName()))
                .addAttribute(Session.IN_IDENTITY, Objects.requireNonNull(Session.in(call), "put there just now"))
                .build();
    }

    private void refuse(RoutingContext call, Throwable failure) {
        if (failure instanceof AuthenticationException) {
            ProblemAnswer.end(call, CommonProblem.UNAUTHENTICATED, null);
        } else {
            LOG.warnf("the sign-in service could not be asked: %s", failure.toString());
            ProblemAnswer.end(call, GatewayProblem.PROVIDER_UNAVAILABLE, null);
        }
    }

    private static boolean isSocket(String path) {
        return path.equals("/ws");
    }
}
