package dev.hilo.chat.live;

import java.util.Objects;
import java.util.UUID;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.hilo.contracts.ConversationKey;
import dev.hilo.contracts.PhoneNumber;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** What messaging-service knows of a thread that we have not heard of lately. */
@Path("/api/threads")
@RegisterRestClient(configKey = "threads")
interface ThreadsApi {

    @GET
    @Path("/{id}")
    Uni<Summary> thread(@PathParam("id") UUID id, @HeaderParam("Authorization") String bearer);

    /** As much of the answer as a subscription needs. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Summary(PhoneNumber did, PhoneNumber external, long lastSeq) {

        /** A proxy's page in between, or an older service: an answer all the same, but not to our question. */
        boolean isWhole() {
            return Objects.nonNull(did) && Objects.nonNull(external);
        }

        ConversationKey conversation() {
            return new ConversationKey(did, external);
        }
    }
}
