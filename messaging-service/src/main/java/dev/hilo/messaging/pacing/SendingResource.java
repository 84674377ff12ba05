package dev.hilo.messaging.pacing;

import java.util.List;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

import dev.hilo.messaging.problem.Prompt;
import dev.hilo.platform.access.CurrentCaller;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;

/** How sending goes on the caller's numbers. */
@Path("/api/sending")
@Authenticated
@Prompt
class SendingResource {

    private final Sending sending;
    private final CurrentCaller caller;

    SendingResource(Sending sending, CurrentCaller caller) {
        this.sending = sending;
        this.caller = caller;
    }

    @GET
    public Uni<List<Sending.NumberView>> list() {
        return sending.of(caller.get());
    }
}
