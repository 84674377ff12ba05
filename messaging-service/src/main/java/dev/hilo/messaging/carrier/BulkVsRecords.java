package dev.hilo.messaging.carrier;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** BulkVS's message detail records. */
@RegisterRestClient(configKey = "bulkvs")
@Path("/mdr")
interface BulkVsRecords {

    /**
     * @param type sms or mms
     * @param start Unix seconds, as the end
     */
    @GET
    Uni<Response> between(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            @QueryParam("Type") String type, @QueryParam("Start") long start, @QueryParam("End") long end);
}
