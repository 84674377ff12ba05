package dev.hilo.chat.page;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import dev.hilo.chat.problem.ProblemAnswer;
import dev.hilo.chat.session.PublicAddress;
import dev.hilo.platform.problem.CommonProblem;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/**
 * What every answer carries, whoever gives it: the security headers and how long it may be kept. Also leads the page's
 * own addresses to the page, and keeps health and metrics from whoever comes through a proxy.
 */
@Singleton
class EveryAnswer {

    /** Before everything else, so that refusals have the headers too. */
    private static final int FIRST = 1000;
    private static final String PERMISSIONS = "accelerometer=(), camera=(), display-capture=(), geolocation=(), "
            + "gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()";

    private final PublicAddress address;
    private final String contentPolicy;

    EveryAnswer(PublicAddress address) {
        this.address = address;
        this.contentPolicy = contentPolicy(address);
    }

    void register(@Observes Filters filters) {
        filters.register(this::handle, FIRST);
    }

    private void handle(RoutingContext call) {
        var path = call.normalizedPath();
        call.addHeadersEndHandler(ready -> complete(call.response(), path));
        if (isForOperators(path) && cameThroughAProxy(call)) {
            ProblemAnswer.end(call, CommonProblem.NOT_FOUND, null);
            return;
        }
        if (Page.isAddressOfThePage(call.request().method(), path, call.request().getHeader(HttpHeaders.ACCEPT))) {
            call.reroute(Page.INDEX);
            return;
        }
        call.next();
    }

    private void complete(HttpServerResponse response, String path) {
        var headers = response.headers();
        if (!headers.contains("Content-Security-Policy")) {
            headers.set("Content-Security-Policy", contentPolicy);
        }
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "same-origin");
        headers.set("Permissions-Policy", PERMISSIONS);
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        if (path.equals(Page.MANIFEST) && !headers.contains(HttpHeaders.CONTENT_TYPE)) {
            headers.set(HttpHeaders.CONTENT_TYPE, "application/manifest+json");
        }
        if (address.isHttps()) {
            headers.set("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
        }
        if (!headers.contains(HttpHeaders.CACHE_CONTROL)) {
            headers.set(HttpHeaders.CACHE_CONTROL,
                    response.getStatusCode() < 400 ? Page.cacheControl(path) : "no-store");
        }
    }

    /** Probes and Prometheus come straight to us; what came through a proxy came from outside. */
    private static boolean cameThroughAProxy(RoutingContext call) {
        return call.request().getHeader("X-Forwarded-For") != null || call.request().getHeader("Forwarded") != null;
    }

    private static boolean isForOperators(String path) {
        return path.equals("/q") || path.startsWith("/q/");
    }

    /** Some browsers do not take 'self' for the socket of the same host. */
    private static String contentPolicy(PublicAddress address) {
        var socket = address.origin().replaceFirst("^http", "ws");
        return "default-src 'self'; connect-src 'self' " + socket
                + "; img-src 'self' data: blob:; media-src 'self' blob:; "
                + "style-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
    }
}
