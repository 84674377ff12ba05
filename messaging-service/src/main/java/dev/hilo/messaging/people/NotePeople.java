package dev.hilo.messaging.people;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import dev.hilo.platform.access.Caller;
import dev.hilo.platform.access.CurrentCaller;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.spi.runtime.AuthenticationSuccessEvent;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.logging.Logger;

/** Writes down who is here, beside the request and never in its way. */
@ApplicationScoped
class NotePeople {

    private static final Logger LOG = Logger.getLogger(NotePeople.class);

    /** What Keycloak calls the user of a client that signs in for itself: no colleague. */
    private static final String SERVICE = "service-account-";

    private record Noted(Caller caller, String name, Instant at) {
    }

    private final People people;
    private final PeopleConfig config;
    private final Clock clock;
    private final Map<String, Noted> noted = new ConcurrentHashMap<>();

    NotePeople(People people, PeopleConfig config, Clock clock) {
        this.people = people;
        this.config = config;
        this.clock = clock;
    }

    void signedIn(@Observes AuthenticationSuccessEvent event) {
        var identity = event.getSecurityIdentity();
        if (identity.isAnonymous()) {
            return;
        }
        var caller = CurrentCaller.callerOf(identity);
        var now = clock.instant();
        var next = new Noted(caller, nameOf(identity, caller), now);
        if (caller.roles().isEmpty() || caller.user().startsWith(SERVICE) || isKnown(next)) {
            return;
        }
        noted.put(caller.user(), next);
        var _ = people.note(caller, next.name(), now).subscribe().with(_ -> {
            // It is written down.
        }, failure -> {
            noted.remove(caller.user(), next);
            LOG.debugf("who is here is not written down: %s", failure.toString());
        });
    }

    private boolean isKnown(Noted next) {
        var last = noted.get(next.caller().user());
        return last != null && last.caller().equals(next.caller()) && last.name().equals(next.name())
                && last.at().plus(config.noted()).isAfter(next.at());
    }

    private static String nameOf(SecurityIdentity identity, Caller caller) {
        return identity.getPrincipal() instanceof JsonWebToken token
                && token.getClaim("name") instanceof String name && !name.isBlank()
                        ? name.strip()
                        : caller.user();
    }
}
