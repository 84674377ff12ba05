package dev.hilo.messaging.view;

import java.util.List;
import java.util.UUID;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import dev.hilo.messaging.problem.Prompt;
import dev.hilo.messaging.thread.ThreadFilter;
import dev.hilo.messaging.thread.ThreadOrder;
import dev.hilo.messaging.thread.ThreadScope;
import dev.hilo.platform.access.CurrentCaller;
import dev.hilo.platform.idempotency.CurrentRequest;
import dev.hilo.platform.idempotency.Idempotency;
import dev.hilo.platform.identity.Ids;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** The caller's own saved views of the list. */
@Path("/api/views")
@Authenticated
@Prompt
class ViewsResource {

    /**
     * @param order by activity when absent
     * @param dids numbers that the caller may not see any more show nothing; they are kept, teams come and go
     * @param position its place among the views, from 0; at the end when absent
     */
    record ViewRequest(@NotBlank @Size(max = 60) String name, @NotBlank String filter,
            @Nullable String order, @Nullable @Size(max = 100) List<@NotBlank String> dids,
            @Nullable @Size(max = 100) List<@NotBlank @Size(max = 50) String> labels,
            @Nullable @Size(min = 1, max = 200) String assignee, @Nullable @Size(min = 1, max = 200) String team,
            @Nullable @Min(0) Integer position) {

        SavedView as(UUID id) {
            return new SavedView(id, name.strip(), ThreadFilter.of(filter, "/filter").wire(),
                    ThreadOrder.of(order, "/order").wire(), numbers(),
                    labels == null ? List.of() : labels.stream().distinct().toList(), assignee, team,
                    position == null ? Integer.MAX_VALUE : position);
        }

        private List<String> numbers() {
            return dids == null
                    ? List.of()
                    : dids.stream().map(did -> ThreadScope.numberOf(did, "/dids").value()).distinct().toList();
        }
    }

    private final SavedViews views;
    private final Ids ids;
    private final Idempotency idempotency;
    private final CurrentRequest currentRequest;
    private final CurrentCaller caller;

    ViewsResource(SavedViews views, Ids ids, Idempotency idempotency, CurrentRequest currentRequest,
            CurrentCaller caller) {
        this.views = views;
        this.ids = ids;
        this.idempotency = idempotency;
        this.currentRequest = currentRequest;
        this.caller = caller;
    }

    @GET
    public Uni<List<SavedView>> list() {
        return views.of(caller.get().user());
    }

    @POST
    @Produces(MediaType.APPLICATION_JSON)
    @APIResponse(responseCode = "201", description = "Kept", content = @Content(schema = @Schema(implementation = SavedView.class)))
    public Uni<Response> add(@NotNull @Valid ViewRequest request) {
        var keyed = currentRequest.keyed(request);
        return idempotency.respond(keyed, views.add(caller.get().user(), request.as(ids.next()), keyed));
    }

    @PUT
    @Path("/{id}")
    public Uni<SavedView> replace(@RestPath UUID id, @NotNull @Valid ViewRequest request) {
        return views.replace(caller.get().user(), request.as(id));
    }

    @DELETE
    @Path("/{id}")
    public Uni<Void> remove(@RestPath UUID id) {
        return views.remove(caller.get().user(), id);
    }
}
