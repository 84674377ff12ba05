package dev.hilo.messaging.outbound;

import java.util.UUID;

import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import dev.hilo.messaging.outbound.Messages.MessageDetails;
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

/** Sending, sending again, and the story of one message. */
@Path("/api/messages")
@Authenticated
@Prompt
class MessagesResource {

    private final SendMessage sendMessage;
    private final RetryMessage retryMessage;
    private final Messages messages;
    private final Idempotency idempotency;
    private final CurrentRequest currentRequest;
    private final CurrentCaller caller;

    MessagesResource(SendMessage sendMessage, RetryMessage retryMessage, Messages messages, Idempotency idempotency,
            CurrentRequest currentRequest, CurrentCaller caller) {
        this.sendMessage = sendMessage;
        this.retryMessage = retryMessage;
        this.messages = messages;
        this.idempotency = idempotency;
        this.currentRequest = currentRequest;
        this.caller = caller;
    }

    /** Accepts a text. An {@code Idempotency-Key} that is a UUID becomes the message's id. */
    @POST
    @Path("/send")
    @Produces(MediaType.APPLICATION_JSON)
    @APIResponse(responseCode = "202", description = "Stored; it will be sent, or named failed", content = @Content(schema = @Schema(implementation = Accepted.class)))
    public Uni<Response> send(@NotNull SendRequest request) {
        var keyed = currentRequest.keyed(request);
        return idempotency.respond(keyed, sendMessage.send(caller.get(), keyed, request));
    }

    @POST
    @Path("/{id}/retry")
    @Produces(MediaType.APPLICATION_JSON)
    @APIResponse(responseCode = "202", description = "It will be sent again", content = @Content(schema = @Schema(implementation = Accepted.class)))
    public Uni<Response> retry(@RestPath UUID id) {
        var keyed = currentRequest.keyed();
        return idempotency.respond(keyed, retryMessage.retry(caller.get(), id, keyed));
    }

    @GET
    @Path("/{id}")
    public Uni<MessageDetails> one(@RestPath UUID id) {
        return messages.details(caller.get(), id);
    }
}
