package dev.hilo.provisioning.number;

import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import dev.hilo.platform.access.Caller;
import dev.hilo.platform.access.CurrentCaller;
import dev.hilo.provisioning.ProvisioningProblem;
import dev.hilo.provisioning.carrier.CarrierFailure;
import dev.hilo.provisioning.webhook.OurWebhook;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.security.Authenticated;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Our numbers. Agents see the active side of their teams' numbers; changing anything takes a manager. */
@Path("/api/numbers")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Authenticated
@Tag(name = "numbers")
class NumbersResource {

    private static final List<NumberState> OURS = List.of(NumberState.PROVISIONING, NumberState.ACTIVE,
            NumberState.FAILED, NumberState.RELEASING);

    private final OurNumberRows rows;
    private final ChangeNumber changeNumber;
    private final ReadDrift readDrift;
    private final OurWebhook webhook;
    private final CurrentCaller currentCaller;

    NumbersResource(OurNumberRows rows, ChangeNumber changeNumber, ReadDrift readDrift, OurWebhook webhook,
            CurrentCaller currentCaller) {
        this.rows = rows;
        this.changeNumber = changeNumber;
        this.readDrift = readDrift;
        this.webhook = webhook;
        this.currentCaller = currentCaller;
    }

    @GET
    @Operation(summary = "Our numbers", description = "Managers see all, agents those of their teams. Released numbers are listed with released=true only.")
    public Uni<List<NumberView>> list(@RestQuery boolean released) {
        var caller = currentCaller.get();
        return Panache.withSession(() -> rows.inState(released ? List.of(NumberState.RELEASED) : OURS))
                .map(numbers -> numbers.stream().filter(number -> caller.maySee(number.teams()))
                        .map(number -> viewFor(caller, number)).toList());
    }

    @GET
    @Path("/{did}")
    @Operation(summary = "One number")
    public Uni<NumberView> get(@RestPath String did) {
        var caller = currentCaller.get();
        var wanted = OwnDid.inPath(did);
        return Panache.withSession(() -> rows.require(wanted)).map(number -> {
            if (!caller.maySee(number.teams())) {
                throw OwnDid.unknown();
            }
            return viewFor(caller, number);
        });
    }

    @PUT
    @Path("/{did}/teams")
    @RolesAllowed({"manager", "admin"})
    @Operation(summary = "Whose number it is", description = "Replaces the teams; open sockets follow.")
    public Uni<NumberView> teams(@RestPath String did, @Valid @NotNull TeamsRequest request) {
        return changeNumber.teams(OwnDid.inPath(did), request.teams()).map(this::viewForManagers);
    }

    @PUT
    @Path("/{did}/name")
    @RolesAllowed({"manager", "admin"})
    @Operation(summary = "What people call it", description = "Replaces name and colour.")
    public Uni<NumberView> name(@RestPath String did, @Valid @NotNull NameRequest request) {
        return changeNumber.name(OwnDid.inPath(did), request.name().strip(), request.color())
                .map(this::viewForManagers);
    }

    @GET
    @Path("/{did}/drift")
    @RolesAllowed({"manager", "admin"})
    @Operation(summary = "Wanted against actual", description = "Reads the number back from the carrier now and compares field by field; changes nothing.")
    public Uni<DriftView> drift(@RestPath String did) {
        return readDrift.read(OwnDid.inPath(did))
                .onFailure(CarrierFailure.class).transform(ProvisioningProblem::explain);
    }

    private NumberView viewFor(Caller caller, OurNumber number) {
        return caller.isManager() ? viewForManagers(number) : number.viewForAgents();
    }

    private NumberView viewForManagers(OurNumber number) {
        return number.viewForManagers(webhook.maskedUrl());
    }
}
