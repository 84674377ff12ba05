package dev.hilo.chat.session;

import java.util.List;
import java.util.Locale;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import dev.hilo.chat.directory.NumberDirectory;
import dev.hilo.platform.access.Role;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import org.jspecify.annotations.Nullable;

/** What the page and an integrator ask first: who am I, and which numbers are mine. */
@Path("/api/me")
@Authenticated
class MeResource {

    private final SecurityIdentity identity;
    private final NumberDirectory directory;

    MeResource(SecurityIdentity identity, NumberDirectory directory) {
        this.identity = identity;
        this.directory = directory;
    }

    record Me(String user, String name, @Nullable String email, List<String> roles, List<String> teams,
            List<NumberDirectory.Named> numbers, @Nullable String locale) {
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Me me() {
        var session = Session.of(identity);
        var caller = session.caller();
        return new Me(caller.user(), session.name(), session.email(),
                caller.roles().stream().sorted().map(MeResource::wire).toList(),
                caller.teams().stream().sorted().toList(), directory.visibleTo(caller), session.locale());
    }

    private static String wire(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }
}
