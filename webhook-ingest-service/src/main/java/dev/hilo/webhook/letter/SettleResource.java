package dev.hilo.webhook.letter;

import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import dev.hilo.platform.access.CurrentCaller;
import dev.hilo.platform.problem.CommonProblem;
import dev.hilo.platform.problem.ProblemException;
import dev.hilo.webhook.archive.Place;
import io.smallrye.common.annotation.Blocking;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** What can be done about records that were put aside. */
@Path("/api/journal")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("admin")
@Blocking
class SettleResource {

    private static final int MOST = 500;
    private static final String KEY = "Taken as everywhere; done twice, it has one effect with or without a key";

    private final Settle settle;
    private final CurrentCaller caller;

    SettleResource(Settle settle, CurrentCaller caller) {
        this.settle = settle;
        this.caller = caller;
    }

    /** Either places, or everything that is open of a topic. */
    record RedriveRequest(@Nullable @Size(max = MOST) List<String> places, @Nullable String topic,
            @Nullable @Size(max = 500) String note) {
    }

    /** @param note why; for those who come later */
    record DismissRequest(@NotEmpty @Size(max = MOST) List<String> places, @NotBlank @Size(max = 500) String note) {
    }

    /** How many were dismissed. */
    record Dismissed(int dismissed) {
    }

    @POST
    @Path("/redrives")
    @Operation(summary = "Send records on their way again", description = "A quarantined delivery is read by today's "
            + "parser; one that still cannot be read stays open. A dead letter goes back to its topic with its key, "
            + "value and headers, and redriven-from beside them. Readers know what they have seen by its id, so doing it "
            + "twice, or two admins at once, changes nothing.")
    public Settle.Redriven redrive(@NotNull @Valid RedriveRequest request,
            @Parameter(description = KEY) @HeaderParam("Idempotency-Key") @Nullable String key) {
        var user = caller.get().user();
        if (request.topic() != null && request.places() == null) {
            if (!Letters.TOPICS.contains(request.topic())) {
                throw ProblemException.at(CommonProblem.INVALID_REQUEST, "/topic",
                        "not one of " + String.join(", ", Letters.TOPICS));
            }
            return settle.redriveAll(request.topic(), user, request.note());
        }
        if (request.topic() != null || request.places() == null || request.places().isEmpty()) {
            throw ProblemException.at(CommonProblem.INVALID_REQUEST, "/places", "either places or a topic");
        }
        return settle.redrive(places(request.places()), user, request.note());
    }

    @POST
    @Path("/dismissals")
    @Operation(summary = "Leave records where they are, for good")
    public Dismissed dismiss(@NotNull @Valid DismissRequest request,
            @Parameter(description = KEY) @HeaderParam("Idempotency-Key") @Nullable String key) {
        return new Dismissed(settle.dismiss(places(request.places()), caller.get().user(), request.note().strip()));
    }

    private static List<Place> places(List<String> written) {
        return written.stream().map(wire -> Place.parse(wire).orElseThrow(() -> ProblemException
                .at(CommonProblem.INVALID_REQUEST, "/places", "a place is topic:partition:offset"))).toList();
    }
}
