package dev.hilo.messaging.label;

import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import dev.hilo.messaging.problem.Prompt;
import dev.hilo.platform.access.Caller;
import dev.hilo.platform.access.CurrentCaller;
import dev.hilo.platform.idempotency.CurrentRequest;
import dev.hilo.platform.idempotency.Idempotency;
import dev.hilo.platform.problem.CommonProblem;
import dev.hilo.platform.problem.ProblemException;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The catalogue of labels: everybody reads it, managers edit it. */
@Path("/api/labels")
@Authenticated
@Prompt
class LabelsResource {

    /** @param color grey, red, orange, amber, green, teal, blue, indigo, purple, pink or brown */
    record NewLabel(@NotBlank @Size(max = 50) String name, @NotNull String color) {
    }

    /**
     * @param position where it is to stand, from 0; absent to leave it there
     * @param version that the change is based on; absent to change whatever is there
     */
    record ChangedLabel(@NotBlank @Size(max = 50) String name, @NotNull String color,
            @Nullable @Min(0) Integer position, @Nullable Long version) {
    }

    private final Labels labels;
    private final Idempotency idempotency;
    private final CurrentRequest currentRequest;
    private final CurrentCaller caller;

    LabelsResource(Labels labels, Idempotency idempotency, CurrentRequest currentRequest, CurrentCaller caller) {
        this.labels = labels;
        this.idempotency = idempotency;
        this.currentRequest = currentRequest;
        this.caller = caller;
    }

    /** @param threads whether a manager wants to know how many conversations have each */
    @GET
    public Uni<List<Labels.LabelView>> list(@RestQuery @DefaultValue("false") boolean threads) {
        return labels.list(threads && caller.get().isManager());
    }

    @POST
    @Produces(MediaType.APPLICATION_JSON)
    @APIResponse(responseCode = "201", description = "Made", content = @Content(schema = @Schema(implementation = Labels.LabelView.class)))
    public Uni<Response> create(@NotNull @Valid NewLabel request) {
        var manager = manager();
        var keyed = currentRequest.keyed(request);
        var wanted = new Labels.Wanted(nameOf(request.name()), colorOf(request.color()), null, null);
        return idempotency.respond(keyed, labels.create(manager, wanted, keyed));
    }

    @PUT
    @Path("/{key}")
    public Uni<Labels.LabelView> change(@RestPath String key, @NotNull @Valid ChangedLabel request) {
        return labels.change(manager(), key, new Labels.Wanted(nameOf(request.name()), colorOf(request.color()),
                request.position(), request.version()));
    }

    @DELETE
    @Path("/{key}")
    public Uni<Void> delete(@RestPath String key) {
        return labels.delete(manager(), key);
    }

    private Caller manager() {
        var user = caller.get();
        if (!user.isManager()) {
            throw ProblemException.of(CommonProblem.FORBIDDEN, "managers edit labels");
        }
        return user;
    }

    private static String nameOf(String name) {
        return name.strip().replaceAll("\\s+", " ");
    }

    private static LabelColor colorOf(String word) {
        return LabelColor.named(word).orElseThrow(
                () -> ProblemException.at(CommonProblem.INVALID_REQUEST, "/color", "one of " + LabelColor.all()));
    }
}
