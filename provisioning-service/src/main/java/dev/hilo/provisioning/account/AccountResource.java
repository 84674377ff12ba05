package dev.hilo.provisioning.account;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import dev.hilo.provisioning.ProvisioningProblem;
import dev.hilo.provisioning.carrier.Carrier;
import dev.hilo.provisioning.carrier.CarrierFailure;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The account at the carrier, asked each time: nothing of it is kept. */
@Path("/api/account")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"manager", "admin"})
@Tag(name = "account")
class AccountResource {

    private final Carrier carrier;

    AccountResource(Carrier carrier) {
        this.carrier = carrier;
    }

    @GET
    @Operation(summary = "Balance and services", description = "Without the account's PIN and contacts.")
    public Uni<AccountView> account() {
        return carrier.account().map(AccountView::of)
                .onFailure(CarrierFailure.class).transform(ProvisioningProblem::explain);
    }
}
