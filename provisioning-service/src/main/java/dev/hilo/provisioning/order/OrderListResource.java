package dev.hilo.provisioning.order;

import java.util.List;
import java.util.UUID;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

import dev.hilo.platform.page.NextPage;
import dev.hilo.platform.problem.CommonProblem;
import dev.hilo.platform.problem.Problem;
import dev.hilo.platform.problem.ProblemException;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** What was and is done with all of our numbers. */
@Path("/api/numbers/orders")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"manager", "admin"})
@Tag(name = "orders")
class OrderListResource {

    private final Orders orders;

    OrderListResource(Orders orders) {
        this.orders = orders;
    }

    @GET
    @Operation(summary = "Orders of all numbers", description = "The newest first, each with its steps; with open=true those that are under way or wait for a person. Further pages by the Link header.")
    public Uni<RestResponse<List<OrderView>>> list(@RestQuery boolean open, @RestQuery @Nullable String cursor,
            @RestQuery @DefaultValue("50") @Min(1) @Max(200) int limit, @Context UriInfo uri) {
        var before = cursor == null ? null : place(cursor);
        return Panache.withSession(() -> orders.latest(open, before, limit + 1)
                .map(found -> found.stream().map(NumberOrder::view).toList()))
                .map(found -> page(found, limit, uri));
    }

    private static UUID place(String cursor) {
        try {
            return UUID.fromString(cursor);
        } catch (IllegalArgumentException invented) {
            throw ProblemException.at(CommonProblem.INVALID_REQUEST,
                    List.of(new Problem.FieldError("cursor", "not a place in this list")));
        }
    }

    private static RestResponse<List<OrderView>> page(List<OrderView> found, int limit, UriInfo uri) {
        if (found.size() <= limit) {
            return RestResponse.ok(found);
        }
        var page = found.subList(0, limit);
        return RestResponse.ResponseBuilder.ok(page)
                .header(HttpHeaders.LINK, NextPage.link(uri, "cursor", page.getLast().id().toString()))
                .build();
    }
}
