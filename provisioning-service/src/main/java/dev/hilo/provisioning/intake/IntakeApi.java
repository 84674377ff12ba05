package dev.hilo.provisioning.intake;

import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jboss.resteasy.reactive.RestQuery;

/** The intake's door, asked whether it would take a post with this token: 204 or 401. Nothing is posted. */
@RegisterRestClient(configKey = "intake")
interface IntakeApi {

    @HEAD
    @Path("/webhooks/bulkvs")
    Uni<Response> wouldTake(@RestQuery String token);
}
