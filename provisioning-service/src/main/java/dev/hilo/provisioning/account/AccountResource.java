package dev.hilo.provisioning.account;

import java.time.Clock;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import dev.hilo.platform.access.CurrentCaller;
import dev.hilo.provisioning.ProvisioningProblem;
import dev.hilo.provisioning.carrier.CarrierFailure;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The account at the carrier. */
@Path("/api/account")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed({"manager", "admin"})
@Tag(name = "account")
class AccountResource {

    private final ReadAccount readAccount;
    private final AccountRow row;
    private final CurrentCaller currentCaller;
    private final Clock clock;

    AccountResource(ReadAccount readAccount, AccountRow row, CurrentCaller currentCaller, Clock clock) {
        this.readAccount = readAccount;
        this.row = row;
        this.currentCaller = currentCaller;
        this.clock = clock;
    }

    @GET
    @Operation(summary = "Balance and services", description = "Asked of the carrier now; as it was read last while it cannot be asked. Without the account's PIN and contacts.")
    public Uni<AccountView> account() {
        return shown();
    }

    @PUT
    @Path("/threshold")
    @Operation(summary = "Where to warn", description = "The balance at which it counts as low, in place of the carrier's; null for the carrier's.")
    public Uni<AccountView> threshold(@Valid @NotNull ThresholdRequest request) {
        return row.threshold(request.amount(), currentCaller.get().user(), clock.instant()).chain(this::shown);
    }

    private Uni<AccountView> shown() {
        return readAccount.nowOrLast().map(AccountView::of)
                .onFailure(CarrierFailure.class).transform(ProvisioningProblem::explain);
    }
}
