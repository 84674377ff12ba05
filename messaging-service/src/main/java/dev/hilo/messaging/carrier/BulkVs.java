package dev.hilo.messaging.carrier;

import java.util.List;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.rest.client.reactive.Url;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

/** BulkVS's REST API 1.0.05, as far as sending needs it. Its paths are configuration, so a call is given its whole address. */
@RegisterRestClient(configKey = "bulkvs")
interface BulkVs {

    /**
     * @param from eleven digits without a plus
     * @param to an array of one: several recipients of one request see each other
     * @param message sent empty rather than left out for a medium without words
     */
    record SendRequest(@JsonProperty("From") String from, @JsonProperty("To") List<String> to,
            @JsonProperty("Message") String message,
            @JsonProperty("MediaURLs") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<String> mediaUrls) {
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    Uni<Response> send(@Url String url, @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            SendRequest request);
}
