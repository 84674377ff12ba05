package dev.hilo.messaging.contact;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.messaging.contact.ReadContact.ContactView;
import dev.hilo.messaging.contact.ReadContact.FoundContact;
import dev.hilo.messaging.problem.Prompt;
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

/** The people behind the numbers. */
@Path("/api/contacts")
@Authenticated
@Prompt
class ContactResource {

    /**
     * The whole of what is noted; what is absent is noted no more.
     *
     * @param version of the contact that this replaces; 0 when nothing was noted
     */
    record ContactRequest(@Nullable @Size(max = 1000) String name, @Nullable @Size(max = 20_000) String notes,
            @NotNull Map<String, @Nullable String> fields, @NotNull @Min(0) Long version) {
    }

    /**
     * @param with the other number
     * @param name which of the names, or another; absent as the preview proposes, as are notes and fields
     * @param version of the contact that stays, when the choice was made
     * @param withVersion of the one that joins it
     */
    record MergeRequest(@NotBlank String with, @Nullable @Size(max = 1000) String name,
            @Nullable @Size(max = 20_000) String notes, @Nullable Map<String, @Nullable String> fields,
            @Nullable Long version, @Nullable Long withVersion) {
    }

    /** @param external the number that leaves */
    record SplitRequest(@NotBlank String external) {
    }

    private final ReadContact readContact;
    private final EditContact editContact;
    private final MergeContacts mergeContacts;
    private final Idempotency idempotency;
    private final CurrentRequest currentRequest;
    private final CurrentCaller caller;

    ContactResource(ReadContact readContact, EditContact editContact, MergeContacts mergeContacts,
            Idempotency idempotency, CurrentRequest currentRequest, CurrentCaller caller) {
        this.readContact = readContact;
        this.editContact = editContact;
        this.mergeContacts = mergeContacts;
        this.idempotency = idempotency;
        this.currentRequest = currentRequest;
        this.caller = caller;
    }

    @GET
    public Uni<List<FoundContact>> find(@RestQuery @DefaultValue("") @Size(max = 200) String q,
            @RestQuery @DefaultValue("20") @Min(1) @Max(50) int limit) {
        return readContact.find(caller.get(), q, limit);
    }

    @GET
    @Path("/{external}")
    public Uni<ContactView> one(@RestPath String external) {
        return readContact.of(caller.get(), number(external));
    }

    @PUT
    @Path("/{external}")
    public Uni<ContactView> edit(@RestPath String external, @NotNull @Valid ContactRequest request) {
        return editContact.edit(caller.get(), number(external),
                new EditContact.Wanted(request.name(), request.notes(), texts(request.fields())), request.version());
    }

    @GET
    @Path("/{external}/merge")
    public Uni<MergeContacts.Preview> preview(@RestPath String external, @RestQuery @NotBlank String with) {
        return mergeContacts.preview(caller.get(), number(external), number(with));
    }

    @POST
    @Path("/{external}/merge")
    @Produces(MediaType.APPLICATION_JSON)
    @APIResponse(responseCode = "200", description = "They are one contact now", content = @Content(schema = @Schema(implementation = ContactCard.class)))
    public Uni<Response> merge(@RestPath String external, @NotNull @Valid MergeRequest request) {
        var keyed = currentRequest.keyed(request);
        var fields = request.fields();
        return idempotency.respond(keyed, mergeContacts.merge(caller.get(), number(external),
                new MergeContacts.Wanted(numberAt("/with", request.with()), request.name(), request.notes(),
                        fields == null ? null : texts(fields), request.version(), request.withVersion()),
                keyed));
    }

    @POST
    @Path("/{external}/split")
    @Produces(MediaType.APPLICATION_JSON)
    @APIResponse(responseCode = "200", description = "What stays", content = @Content(schema = @Schema(implementation = ContactCard.class)))
    public Uni<Response> split(@RestPath String external, @NotNull @Valid SplitRequest request) {
        var keyed = currentRequest.keyed(request);
        return idempotency.respond(keyed, mergeContacts.split(caller.get(), number(external),
                numberAt("/external", request.external()), keyed));
    }

    /** JSON's null is no value. */
    private static Map<String, String> texts(Map<String, @Nullable String> fields) {
        return fields.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey,
                        field -> Objects.requireNonNullElse(field.getValue(), "")));
    }

    private static PhoneNumber number(String external) {
        return PhoneNumber.parse(external)
                .orElseThrow(() -> ProblemException.of(CommonProblem.NOT_FOUND, "there is no such contact"));
    }

    private static PhoneNumber numberAt(String pointer, String external) {
        return PhoneNumber.parse(external)
                .orElseThrow(() -> ProblemException.at(CommonProblem.INVALID_REQUEST, pointer, "not a phone number"));
    }
}
