package dev.hilo.platform.access;

import java.util.Collection;
import java.util.Set;

import jakarta.enterprise.context.RequestScoped;

import io.quarkus.security.identity.SecurityIdentity;
import org.eclipse.microprofile.jwt.Claims;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** The caller of this request, from the verified token. */
@RequestScoped
public class CurrentCaller {

    private final SecurityIdentity identity;

    CurrentCaller(SecurityIdentity identity) {
        this.identity = identity;
    }

    public Caller get() {
        return callerOf(identity);
    }

    /** The caller behind an identity that is not the current request's: a socket keeps its own. */
    public static Caller callerOf(SecurityIdentity identity) {
        return Caller.of(identity.getPrincipal().getName(), identity.getRoles(), groupsOf(identity));
    }

    private static Collection<String> groupsOf(SecurityIdentity identity) {
        if (identity.getPrincipal() instanceof JsonWebToken token && token.getClaim(Claims.groups) != null) {
            return token.getGroups();
        }
        return Set.of();
    }
}
