package dev.hilo.webhook.access;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

import dev.hilo.platform.problem.CommonProblem;
import dev.hilo.platform.problem.ProblemException;
import io.quarkus.oidc.OIDCException;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** A token that nobody can check right now is neither good nor bad: come back. */
final class ProviderAway {

    private static final MediaType PROBLEM_JSON = MediaType.valueOf("application/problem+json");

    @ServerExceptionMapper
    Response of(OIDCException failure, UriInfo uri) {
        var problem = ProblemException.of(CommonProblem.UNAVAILABLE, "The identity provider cannot be asked right now")
                .toProblem(uri.getPath());
        return Response.status(problem.status()).type(PROBLEM_JSON).header(HttpHeaders.RETRY_AFTER, 3).entity(problem)
                .build();
    }
}
