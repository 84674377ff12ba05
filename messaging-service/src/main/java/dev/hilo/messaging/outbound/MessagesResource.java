package dev.hilo.messaging.outbound;

import java.util.UUID;

import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hilo.messaging.outbound.Messages.MessageDetails;
import dev.hilo.messaging.problem.Prompt;
import dev.hilo.platform.access.CurrentCaller;
import dev.hilo.platform.idempotency.CurrentRequest;
import dev.hilo.platform.idempotency.Idempotency;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Sending, sending again, calling off, and the story of one message. */
@Path("/api/messages")
@Authenticated
@Prompt
class MessagesResource {

    private final SendMessage sendMessage;
    private final RetryMessage retryMessage;
    private final CancelMessage cancelMessage;
    private final Messages messages;
    private final Idempotency idempotency;
    private final CurrentRequest currentRequest;
    private final CurrentCaller caller;
    private final ObjectMapper json;

    MessagesResource(SendMessage sendMessage, RetryMessage retryMessage, CancelMessage cancelMessage,
            Messages messages, Idempotency idempotency, CurrentRequest currentRequest, CurrentCaller caller,
            ObjectMapper json) {
        this.sendMessage = sendMessage;
        this.retryMessage = retryMessage;
        this.cancelMessage = cancelMessage;
        this.messages = messages;
        this.idempotency = idempotency;
        this.currentRequest = currentRequest;
        this.caller = caller;
        this.json = json;
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

    /** Sends a failed or unconfirmed text again; without a body at once. */
    @POST
    @Path("/{id}/retry")
    @Consumes(MediaType.WILDCARD)
    @Produces(MediaType.APPLICATION_JSON)
    @RequestBody(content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = RetryRequest.class)))
    @APIResponse(responseCode = "202", description = "It will be sent again", content = @Content(schema = @Schema(implementation = Accepted.class)))
    public Uni<Response> retry(@RestPath UUID id, @Nullable String request) throws JsonProcessingException {
        var wanted = wanted(request);
        var keyed = currentRequest.keyed(wanted);
        return idempotency.respond(keyed, retryMessage.retry(caller.get(), id, wanted.sendAt(), keyed));
    }

    /** Read here: a request without a body has no type either, or one that a library made up. */
    private RetryRequest wanted(@Nullable String request) throws JsonProcessingException {
        var read = request == null || request.isBlank() ? null : json.readValue(request, RetryRequest.class);
        return read == null ? new RetryRequest(null) : read;
    }

    /** Calls off a text that has not left. */
    @POST
    @Path("/{id}/cancel")
    @Produces(MediaType.APPLICATION_JSON)
    @APIResponse(responseCode = "202", description = "It will not be sent", content = @Content(schema = @Schema(implementation = Accepted.class)))
    public Uni<Response> cancel(@RestPath UUID id) {
        var keyed = currentRequest.keyed();
        return idempotency.respond(keyed, cancelMessage.cancel(caller.get(), id, keyed));
    }

    @GET
    @Path("/{id}")
    public Uni<MessageDetails> one(@RestPath UUID id) {
        return messages.details(caller.get(), id);
    }
}
