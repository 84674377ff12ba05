package dev.hilo.provisioning.registration;

import java.util.List;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import dev.hilo.platform.access.CurrentCaller;
import dev.hilo.platform.idempotency.CurrentRequest;
import dev.hilo.platform.idempotency.Idempotency;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** The check-lists of campaigns that are being registered with the carrier by hand. */
@Path("/api/campaigns/registrations")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed({"manager", "admin"})
@Tag(name = "campaigns")
class RegistrationsResource {

    private final KeepRegistrations registrations;
    private final Idempotency idempotency;
    private final CurrentRequest currentRequest;
    private final CurrentCaller currentCaller;

    RegistrationsResource(KeepRegistrations registrations, Idempotency idempotency, CurrentRequest currentRequest,
            CurrentCaller currentCaller) {
        this.registrations = registrations;
        this.idempotency = idempotency;
        this.currentRequest = currentRequest;
        this.currentCaller = currentCaller;
    }

    @GET
    @Operation(summary = "The registrations", description = "The newest first.")
    public Uni<List<Registration>> list() {
        return registrations.all();
    }

    @POST
    @Operation(summary = "Begin a registration")
    @APIResponse(responseCode = "201", description = "Begun", content = @Content(schema = @Schema(implementation = Registration.class)))
    public Uni<Response> open(@Valid @NotNull OpenRequest request) {
        var keyed = currentRequest.keyed(request);
        return idempotency.respond(keyed, registrations.open(request, currentCaller.get().user(), keyed));
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "One registration")
    public Uni<Registration> get(@RestPath UUID id) {
        return registrations.require(id);
    }

    @PUT
    @Path("/{id}")
    @Operation(summary = "Tick, note, rename, close", description = "Steps that are not mentioned stay as they are. The step \"listed\" ticks itself when the carrier lists the campaign.")
    public Uni<Registration> change(@RestPath UUID id, @Valid @NotNull ChangeRequest request) {
        return registrations.change(id, request, currentCaller.get().user());
    }

    @DELETE
    @Path("/{id}")
    @Operation(summary = "Forget a registration", description = "The check-list only; nothing changes at the carrier.")
    @APIResponse(responseCode = "204", description = "Forgotten")
    public Uni<Void> forget(@RestPath UUID id) {
        return registrations.forget(id);
    }
}
