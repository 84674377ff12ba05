package dev.hilo.provisioning.intake;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import dev.hilo.platform.idempotency.CurrentRequest;
import dev.hilo.platform.idempotency.Idempotency;
import dev.hilo.provisioning.ProvisioningProblem;
import dev.hilo.provisioning.carrier.CarrierFailure;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The one webhook that all numbers point to, and the change of its token. */
@Path("/api/webhook")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"manager", "admin"})
@Tag(name = "webhook")
class WebhookResource {

    private final LookAtWebhook lookAtWebhook;
    private final RegisterWebhook registerWebhook;
    private final Idempotency idempotency;
    private final CurrentRequest currentRequest;

    WebhookResource(LookAtWebhook lookAtWebhook, RegisterWebhook registerWebhook, Idempotency idempotency,
            CurrentRequest currentRequest) {
        this.lookAtWebhook = lookAtWebhook;
        this.registerWebhook = registerWebhook;
        this.idempotency = idempotency;
        this.currentRequest = currentRequest;
    }

    @GET
    @Operation(summary = "How the webhook stands", description = "Asked of the carrier and of the intake now.")
    public Uni<WebhookView> webhook() {
        return lookAtWebhook.look().onFailure(CarrierFailure.class).transform(ProvisioningProblem::explain);
    }

    @POST
    @Path("/renew")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Write the webhook at the carrier anew", description = "After a change of token or address; all numbers follow at once, for they point to it by its name. The intake is asked first whether it takes the token, and the webhook is read back.")
    @APIResponse(responseCode = "200", description = "As it stands now", content = @Content(schema = @Schema(implementation = WebhookView.class)))
    @APIResponse(responseCode = "409", description = "intake-refuses-token: nothing was changed")
    @APIResponse(responseCode = "503", description = "intake-unavailable, carrier-unavailable")
    public Uni<Response> renew() {
        var keyed = currentRequest.keyed();
        return idempotency.respond(keyed, registerWebhook.renew().chain(lookAtWebhook::look)
                .chain(now -> Panache.withTransaction(() -> Panache.getSession().chain(session -> idempotency
                        .once(session, keyed, () -> Uni.createFrom().item(idempotency.answer(200, now))))))
                .onFailure(CarrierFailure.class).transform(ProvisioningProblem::explain));
    }
}
