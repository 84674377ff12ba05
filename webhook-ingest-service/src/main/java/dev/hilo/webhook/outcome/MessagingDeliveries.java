package dev.hilo.webhook.outcome;

import java.util.List;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** Messaging's trail of deliveries. */
@RegisterRestClient(configKey = "messaging")
@Path("/api/deliveries")
@Produces(MediaType.APPLICATION_JSON)
interface MessagingDeliveries {

    /**
     * @param ids at most 100, with commas between them
     * @param authorization the caller's own
     */
    @GET
    List<Recorded> recorded(@QueryParam("ids") String ids,
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization);
}
