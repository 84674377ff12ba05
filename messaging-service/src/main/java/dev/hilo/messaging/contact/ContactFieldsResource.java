package dev.hilo.messaging.contact;

import java.util.List;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;

import dev.hilo.messaging.contact.ContactForms.FieldRequest;
import dev.hilo.messaging.contact.ContactForms.FormView;
import dev.hilo.messaging.problem.Prompt;
import dev.hilo.platform.access.CurrentCaller;
import dev.hilo.platform.problem.CommonProblem;
import dev.hilo.platform.problem.ProblemException;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;

/** Which fields contacts have beside name and notes. */
@Path("/api/contact-fields")
@Authenticated
@Prompt
class ContactFieldsResource {

    /**
     * The whole list, in its order.
     *
     * @param version of the list that this replaces; 0 for the first
     */
    record FieldsRequest(@NotNull @Size(max = 100) List<@NotNull @Valid FieldRequest> fields,
            @NotNull @Min(0) Long version) {
    }

    private final ContactForms forms;
    private final CurrentCaller caller;

    ContactFieldsResource(ContactForms forms, CurrentCaller caller) {
        this.forms = forms;
        this.caller = caller;
    }

    @GET
    public Uni<FormView> read() {
        return forms.read();
    }

    @PUT
    public Uni<FormView> change(@NotNull @Valid FieldsRequest request) {
        var manager = caller.get();
        if (!manager.isManager()) {
            throw ProblemException.of(CommonProblem.FORBIDDEN, "a manager says which fields contacts have");
        }
        return forms.change(manager.user(), request.fields(), request.version());
    }
}
