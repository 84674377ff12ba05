package dev.hilo.messaging.carrier;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

import io.quarkus.rest.client.reactive.Url;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** BulkVS's message detail records. */
@RegisterRestClient(configKey = "bulkvs")
interface BulkVsRecords {

    /**
     * @param type sms or mms
     * @param start Unix seconds, as the end
     */
    @GET
    Uni<Response> between(@Url String url, @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            @QueryParam("Type") String type, @QueryParam("Start") long start, @QueryParam("End") long end);
}
