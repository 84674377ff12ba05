package dev.hilo.messaging.template;

import java.util.List;
import java.util.UUID;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
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
import org.jspecify.annotations.Nullable;

/** Templates: agents use those of all and of their teams, managers edit all of them. */
@Path("/api/templates")
@Authenticated
@Prompt
class TemplatesResource {

    private static final String SHORTCUT = "[\\p{L}\\p{N}][\\p{L}\\p{N}_-]{0,39}";

    /**
     * @param team whose it is to be; absent for all
     * @param shortcut what is typed after the slash: letters, digits, hyphens
     * @param body with variables as {@code {{contact.first}}} or {@code {{contact.first|there}}}
     */
    record NewTemplate(@Nullable @Size(min = 1, max = 100) String team,
            @NotNull @Pattern(regexp = SHORTCUT, message = "letters, digits and hyphens, up to forty") String shortcut,
            @NotBlank @Size(max = 100) String title, @NotBlank @Size(max = 1_600) String body) {
    }

    /** @param version that the change is based on */
    record ChangedTemplate(@Nullable @Size(min = 1, max = 100) String team,
            @NotNull @Pattern(regexp = SHORTCUT, message = "letters, digits and hyphens, up to forty") String shortcut,
            @NotBlank @Size(max = 100) String title, @NotBlank @Size(max = 1_600) String body,
            @NotNull Long version) {
    }

    private final Templates templates;
    private final Idempotency idempotency;
    private final CurrentRequest currentRequest;
    private final CurrentCaller caller;

    TemplatesResource(Templates templates, Idempotency idempotency, CurrentRequest currentRequest,
            CurrentCaller caller) {
        this.templates = templates;
        this.idempotency = idempotency;
        this.currentRequest = currentRequest;
        this.caller = caller;
    }

    @GET
    public Uni<List<Templates.TemplateView>> list() {
        return templates.list(caller.get());
    }

    @POST
    @Produces(MediaType.APPLICATION_JSON)
    @APIResponse(responseCode = "201", description = "Made", content = @Content(schema = @Schema(implementation = Templates.TemplateView.class)))
    public Uni<Response> create(@NotNull @Valid NewTemplate request) {
        var manager = manager();
        var keyed = currentRequest.keyed(request);
        var content = contentOf(request.team(), request.shortcut(), request.title(), request.body());
        return idempotency.respond(keyed, templates.create(manager, content, keyed));
    }

    @PUT
    @Path("/{id}")
    public Uni<Templates.TemplateView> change(@RestPath UUID id, @NotNull @Valid ChangedTemplate request) {
        return templates.change(manager(), id,
                contentOf(request.team(), request.shortcut(), request.title(), request.body()), request.version());
    }

    @DELETE
    @Path("/{id}")
    public Uni<Void> delete(@RestPath UUID id) {
        return templates.delete(manager(), id);
    }

    private Caller manager() {
        var user = caller.get();
        if (!user.isManager()) {
            throw ProblemException.of(CommonProblem.FORBIDDEN, "managers edit templates");
        }
        return user;
    }

    private static TemplateContent contentOf(@Nullable String team, String shortcut, String title,
            String body) {
        Variables.wrongWith(body).ifPresent(wrong -> {
            throw ProblemException.at(CommonProblem.INVALID_REQUEST, "/body", wrong);
        });
        return new TemplateContent(team == null ? null : team.strip(), shortcut, title.strip(),
                body.strip());
    }
}
