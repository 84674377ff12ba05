package dev.hilo.provisioning.carrier;

import java.util.Map;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.rest.client.reactive.Url;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jboss.resteasy.reactive.RestQuery;

/** BulkVS over HTTP. The paths are configuration, so each call is given its whole address; bodies are read later. */
@RegisterRestClient(configKey = "carrier")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
interface BulkVsApi {

    @GET
    Uni<Response> get(@Url String url, @HeaderParam(HttpHeaders.AUTHORIZATION) String credential,
            @RestQuery Map<String, String> query);

    @POST
    Uni<Response> post(@Url String url, @HeaderParam(HttpHeaders.AUTHORIZATION) String credential,
            JsonNode body);

    @PUT
    Uni<Response> put(@Url String url, @HeaderParam(HttpHeaders.AUTHORIZATION) String credential,
            JsonNode body);

    @DELETE
    Uni<Response> delete(@Url String url, @HeaderParam(HttpHeaders.AUTHORIZATION) String credential,
            @RestQuery Map<String, String> query);
}
