package dev.hilo.messaging.outbound;

import java.util.UUID;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import dev.hilo.messaging.outbound.Messages.MessageDetails;
import dev.hilo.messaging.problem.Prompt;
import dev.hilo.platform.access.CurrentCaller;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Sending, sending again, and the story of one message. */
@Path("/api/messages")
@Authenticated
@Prompt
class MessagesResource {

    private final SendMessage sendMessage;
    private final RetryMessage retryMessage;
    private final Messages messages;
    private final CurrentCaller caller;

    MessagesResource(SendMessage sendMessage, RetryMessage retryMessage, Messages messages, CurrentCaller caller) {
        this.sendMessage = sendMessage;
        this.retryMessage = retryMessage;
        this.messages = messages;
        this.caller = caller;
    }

    /**
     * Accepts a text. With an {@code Idempotency-Key} a repeated request gets the same answer and has no second effect;
     * a key that is a UUID becomes the message's id.
     */
    @POST
    @Path("/send")
    @ResponseStatus(202)
    @Produces(MediaType.APPLICATION_JSON)
    @APIResponse(responseCode = "202", description = "Stored; it will be sent, or named failed", content = @Content(schema = @Schema(implementation = Accepted.class)))
    public Uni<String> send(@RestHeader("Idempotency-Key") @Size(min = 1, max = 200) @Nullable String key,
            @NotNull SendRequest request) {
        return sendMessage.send(caller.get(), key, request);
    }

    @POST
    @Path("/{id}/retry")
    @ResponseStatus(202)
    public Uni<Accepted> retry(@RestPath UUID id) {
        return retryMessage.retry(caller.get(), id);
    }

    @GET
    @Path("/{id}")
    public Uni<MessageDetails> one(@RestPath UUID id) {
        return messages.details(caller.get(), id);
    }
}
