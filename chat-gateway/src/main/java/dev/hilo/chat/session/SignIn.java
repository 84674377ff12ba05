package dev.hilo.chat.session;

import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.oidc.SecurityEvent;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.AuthenticationRedirectException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticator;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.jboss.logging.Logger;

/**
 * {@code GET /login?returnTo=/path} leads through the provider and ends at the path; {@code GET /logout} ends the session
 * here and at the provider. The code flow itself is the framework's.
 */
@Singleton
class SignIn {

    private static final Logger LOG = Logger.getLogger(SignIn.class);
    private static final int ORDER = 100;
    private static final String BACK_CHANNEL = "/logout/back-channel";
    /** Its own handler of that address passes nothing on. */
    private static final int BEFORE_THE_FRAMEWORK = 900;

    private final Event<SessionEnded> ended;

    SignIn(Event<SessionEnded> ended) {
        this.ended = ended;
    }

    /**
     * The provider says that a session is over (OpenID Connect Back-Channel Logout). The framework verifies the token and
     * answers, and does not say whose it was; what it answered 200 to was genuine.
     */
    void listen(@Observes Filters filters) {
        filters.register(call -> {
            if (call.normalizedPath().equals(BACK_CHANNEL)) {
                call.addEndHandler(answered -> {
                    var token = call.request().getFormAttribute("logout_token");
                    if (call.response().getStatusCode() == 200 && token != null) {
                        ended.fire(new SessionEnded(Session.hashOf(Session.idIn(token))));
                    }
                });
            }
            call.next();
        }, BEFORE_THE_FRAMEWORK);
    }

    void register(@Observes Router router) {
        router.get("/login").order(ORDER).handler(this::login);
        router.get("/login/callback").order(ORDER).handler(this::login);
        router.get("/logout").order(ORDER).handler(this::logout);
    }

    /** The framework announces a sign-out while it still knows whose it was. */
    void signedOut(@Observes SecurityEvent event) {
        if (event.getEventType() == SecurityEvent.Type.OIDC_LOGOUT_RP_INITIATED
                && event.getSecurityIdentity().getCredential(AccessTokenCredential.class) != null) {
            var session = Session.of(event.getSecurityIdentity()).hash();
            if (session != null) {
                ended.fire(new SessionEnded(session));
            }
        }
    }

    private void login(RoutingContext call) {
        withIdentity(call, this::refusedAtLogin, identity -> {
            if (identity == null || identity.isAnonymous()) {
                challenge(call);
            } else {
                redirect(call, ReturnTo.path(call.queryParams().get("returnTo")));
            }
        });
    }

    private void logout(RoutingContext call) {
        if ("cross-site".equals(call.request().getHeader("Sec-Fetch-Site"))) {
            // Somebody else's link does not sign our people out.
            redirect(call, "/");
            return;
        }
        withIdentity(call, this::refusedAtLogout, identity -> redirect(call, "/"));
    }

    private void refusedAtLogin(RoutingContext call, Throwable failure) {
        if (failure instanceof AuthenticationRedirectException elsewhere) {
            redirect(call, elsewhere.getRedirectUri());
        } else if (failure instanceof AuthenticationFailedException) {
            // The session is over: sign in anew.
            challenge(call);
        } else if (failure instanceof AuthenticationCompletionException) {
            page(call, 401, "El inicio de sesión no terminó", "The sign-in did not finish");
        } else {
            LOG.warnf("the sign-in service could not be asked: %s", failure.toString());
            page(call, 503, "El servicio de inicio de sesión no responde", "The sign-in service does not answer");
        }
    }

    private void refusedAtLogout(RoutingContext call, Throwable failure) {
        if (failure instanceof AuthenticationRedirectException provider) {
            redirect(call, provider.getRedirectUri());
        } else {
            // There is no session left to end.
            redirect(call, "/");
        }
    }

    private static void withIdentity(RoutingContext call, BiConsumer<RoutingContext, Throwable> refused,
            Consumer<SecurityIdentity> known) {
        // The framework reports a failure to this handler, and to the subscriber after it.
        call.put(QuarkusHttpUser.AUTH_FAILURE_HANDLER, refused);
        QuarkusHttpUser.getSecurityIdentity(call, null).subscribe().with(known, failure -> {
            if (!call.response().ended()) {
                refused.accept(call, failure);
            }
        });
    }

    private static void challenge(RoutingContext call) {
        HttpAuthenticator authenticator = call.get(HttpAuthenticator.class.getName());
        Objects.requireNonNull(authenticator, "the framework puts it there").sendChallenge(call).subscribe()
                .with(sent -> {
                    if (!call.response().ended()) {
                        call.response().end();
                    }
                }, failure -> {
                    LOG.warnf("the sign-in service could not be asked: %s", failure.toString());
                    page(call, 503, "El servicio de inicio de sesión no responde",
                            "The sign-in service does not answer");
                });
    }

    private static void redirect(RoutingContext call, String where) {
        if (call.response().ended()) {
            return;
        }
        call.response().setStatusCode(302)
                .putHeader(HttpHeaders.LOCATION, where)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end();
    }

    private static void page(RoutingContext call, int status, String es, String en) {
        if (call.response().ended()) {
            return;
        }
        call.response().setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end("""
                        <!doctype html><html lang="es"><meta charset="utf-8"><title>Hilo</title>
                        <h1>Hilo</h1>
                        <p lang="es">%s. <a href="/login">Intentarlo de nuevo</a></p>
                        <p lang="en">%s. <a href="/login">Try again</a></p></html>
                        """.formatted(es, en));
    }
}
