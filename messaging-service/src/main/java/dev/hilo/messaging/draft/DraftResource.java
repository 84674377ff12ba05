package dev.hilo.messaging.draft;

import java.util.UUID;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;

import dev.hilo.messaging.draft.Drafts.DraftView;
import dev.hilo.messaging.problem.Prompt;
import dev.hilo.platform.access.CurrentCaller;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import org.jboss.resteasy.reactive.RestPath;

/** The caller's own draft in a thread. */
@Path("/api/threads/{id}/draft")
@Authenticated
@Prompt
class DraftResource {

    /** @param version of the draft that this text replaces; 0 when there was none */
    record DraftRequest(@NotNull @Size(max = 10_000) String body, @NotNull @Min(0) Long version) {
    }

    private final Drafts drafts;
    private final CurrentCaller caller;

    DraftResource(Drafts drafts, CurrentCaller caller) {
        this.drafts = drafts;
        this.caller = caller;
    }

    @GET
    public Uni<DraftView> read(@RestPath UUID id) {
        return drafts.read(caller.get(), id);
    }

    @PUT
    public Uni<DraftView> write(@RestPath UUID id, @NotNull @Valid DraftRequest request) {
        return drafts.write(caller.get(), id, request.body(), request.version());
    }
}
