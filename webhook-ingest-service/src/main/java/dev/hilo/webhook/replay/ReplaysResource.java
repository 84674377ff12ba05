package dev.hilo.webhook.replay;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

import dev.hilo.platform.access.CurrentCaller;
import dev.hilo.platform.problem.CommonProblem;
import dev.hilo.platform.problem.ProblemException;
import io.smallrye.common.annotation.Blocking;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Deliveries once more through today's parser. */
@Path("/api/journal/replays")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("admin")
@Blocking
class ReplaysResource {

    private final Replay replay;
    private final CurrentCaller caller;

    ReplaysResource(Replay replay, CurrentCaller caller) {
        this.replay = replay;
        this.caller = caller;
    }

    @POST
    @Operation(summary = "Read deliveries again, and emit what is read differently", description = "A dry run only shows "
            + "the differences between what messaging recorded and what today's parser reads. Executed, the events of "
            + "those that are new or changed are emitted with the ids they have always had, so that doing it twice "
            + "changes nothing. One call reads up to 2,000 deliveries, oldest first; \"next\" goes on.")
    public ReplayAnswer replay(@NotNull @Valid ReplayRequest request,
            @Parameter(description = "Taken as everywhere; done twice, it has one effect with or without a key") @HeaderParam("Idempotency-Key") @Nullable String key,
            @Parameter(hidden = true) @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization) {
        if (request.deliveries() != null
                && (request.from() != null || request.to() != null || request.kind() != null || request.number() != null
                        || request.cursor() != null)) {
            throw ProblemException.at(CommonProblem.INVALID_REQUEST, "/deliveries",
                    "either deliveries or a stretch of time");
        }
        return replay.replay(request, caller.get().user(), authorization);
    }
}
