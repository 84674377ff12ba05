package dev.hilo.chat.session;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.oidc.TenantResolver;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/**
 * Two ways to say who you are: a bearer token, or the browser's session. A call of a program that brings neither is
 * treated as one with a bearer token missing: it gets a 401, never a redirect to a sign-in page.
 */
@ApplicationScoped
class TenantPerCall implements TenantResolver {

    private static final String BEARER = "bearer";
    private static final String WEB = "Default";
    private static final String SESSION_COOKIE = "q_session";

    @Override
    public String resolve(RoutingContext call) {
        if (call.request().getHeader(HttpHeaders.AUTHORIZATION) != null) {
            return BEARER;
        }
        return Gate.guards(call.normalizedPath()) && !hasSessionCookie(call) ? BEARER : WEB;
    }

    static boolean hasSessionCookie(RoutingContext call) {
        return call.request().cookies().stream().anyMatch(cookie -> cookie.getName().startsWith(SESSION_COOKIE));
    }
}
