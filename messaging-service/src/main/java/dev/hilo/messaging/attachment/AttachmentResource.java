package dev.hilo.messaging.attachment;

import java.util.UUID;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import dev.hilo.contracts.messaging.MediaView;
import dev.hilo.messaging.problem.Prompt;
import dev.hilo.platform.access.CurrentCaller;
import dev.hilo.platform.idempotency.CurrentRequest;
import dev.hilo.platform.idempotency.Idempotency;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestPath;

/** Asking for an attachment again. */
@Path("/api/media/{id}")
@Authenticated
@Prompt
class AttachmentResource {

    private final RetryMedia retryMedia;
    private final Idempotency idempotency;
    private final CurrentRequest currentRequest;
    private final CurrentCaller caller;

    AttachmentResource(RetryMedia retryMedia, Idempotency idempotency, CurrentRequest currentRequest,
            CurrentCaller caller) {
        this.retryMedia = retryMedia;
        this.idempotency = idempotency;
        this.currentRequest = currentRequest;
        this.caller = caller;
    }

    /** Fetches an attachment again whose copy failed for a reason that passes. */
    @POST
    @Path("/retry")
    @Consumes(MediaType.WILDCARD)
    @Produces(MediaType.APPLICATION_JSON)
    @APIResponse(responseCode = "202", description = "It is being fetched again", content = @Content(schema = @Schema(implementation = MediaView.class)))
    @APIResponse(responseCode = "409", description = "Its copy is there, or under way, or it would fail again")
    public Uni<Response> retry(@RestPath UUID id) {
        var keyed = currentRequest.keyed();
        return idempotency.respond(keyed, retryMedia.retry(caller.get(), id, keyed));
    }
}
