package dev.hilo.messaging.quiet;

import java.util.UUID;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;

import dev.hilo.messaging.problem.Prompt;
import dev.hilo.platform.access.CurrentCaller;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Where a contact said to be. */
@Path("/api/threads/{id}/zone")
@Authenticated
@Prompt
class ZoneResource {

    /** @param zone an IANA name, such as America/Denver; null when the number shall decide again */
    record ZoneRequest(@Nullable @Size(min = 1, max = 100) String zone) {
    }

    private final StateZone stateZone;
    private final CurrentCaller caller;

    ZoneResource(StateZone stateZone, CurrentCaller caller) {
        this.stateZone = stateZone;
        this.caller = caller;
    }

    @PUT
    @ResponseStatus(204)
    public Uni<Void> state(@RestPath UUID id, @NotNull ZoneRequest request) {
        return stateZone.state(caller.get(), id, request.zone());
    }
}
