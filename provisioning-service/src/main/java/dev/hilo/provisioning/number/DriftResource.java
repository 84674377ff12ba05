package dev.hilo.provisioning.number;

import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import dev.hilo.platform.idempotency.CurrentRequest;
import dev.hilo.platform.idempotency.Idempotency;
import dev.hilo.provisioning.ProvisioningProblem;
import dev.hilo.provisioning.carrier.Carrier;
import dev.hilo.provisioning.carrier.CarrierFailure;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** All numbers beside what the carrier has. */
@Path("/api/numbers")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"manager", "admin"})
@Tag(name = "drift")
class DriftResource {

    private final DriftRows drift;
    private final WatchDrift watchDrift;
    private final OurNumberRows rows;
    private final Carrier carrier;
    private final Idempotency idempotency;
    private final CurrentRequest currentRequest;

    DriftResource(DriftRows drift, WatchDrift watchDrift, OurNumberRows rows, Carrier carrier,
            Idempotency idempotency, CurrentRequest currentRequest) {
        this.drift = drift;
        this.watchDrift = watchDrift;
        this.rows = rows;
        this.carrier = carrier;
        this.idempotency = idempotency;
        this.currentRequest = currentRequest;
    }

    @GET
    @Path("/drift")
    @Operation(summary = "Numbers that drifted", description = "What the newest comparison of all active numbers found; it runs on a schedule.")
    public Uni<DriftReport> newest() {
        return drift.newest();
    }

    @POST
    @Path("/drift/check")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Compare all numbers now")
    @APIResponse(responseCode = "200", description = "What was found", content = @Content(schema = @Schema(implementation = DriftReport.class)))
    public Uni<Response> check() {
        var keyed = currentRequest.keyed();
        return idempotency.respond(keyed, watchDrift.compareAll()
                .chain(report -> Panache.withTransaction(() -> Panache.getSession().chain(session -> idempotency
                        .once(session, keyed, () -> Uni.createFrom().item(idempotency.answer(200, report))))))
                .onFailure(CarrierFailure.class).transform(ProvisioningProblem::explain));
    }

    @GET
    @Path("/unmanaged")
    @Operation(summary = "Numbers of the account that are not managed here", description = "Asked of the carrier now, with an explicit limit (hilo.carrier.list-limit). The header X-List-Complete is false when as many came as were asked for, so that there may be more.")
    public Uni<RestResponse<List<UnmanagedNumber>>> unmanaged() {
        return carrier.allNumbers().chain(list -> Panache.withSession(rows::listAll)
                .map(known -> RestResponse.ResponseBuilder
                        .ok(WatchDrift.unmanagedOf(list, known).stream().map(UnmanagedNumber::of).toList())
                        .header("X-List-Complete", list.complete()).build()))
                .onFailure(CarrierFailure.class).transform(ProvisioningProblem::explain);
    }
}
