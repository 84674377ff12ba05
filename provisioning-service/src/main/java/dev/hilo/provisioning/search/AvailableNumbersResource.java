package dev.hilo.provisioning.search;

import java.util.Comparator;
import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import dev.hilo.provisioning.ProvisioningProblem;
import dev.hilo.provisioning.carrier.Carrier;
import dev.hilo.provisioning.carrier.CarrierFailure;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The carrier's shelf. */
@Path("/api/numbers/available")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"manager", "admin"})
@Tag(name = "search")
class AvailableNumbersResource {

    /** A state has up to forty area codes; so many are asked at once. */
    private static final int AT_ONCE = 4;

    private final Carrier carrier;

    AvailableNumbersResource(Carrier carrier) {
        this.carrier = carrier;
    }

    @GET
    @Operation(summary = "Numbers for sale", description = "By area code (npa), exchange (nxx), state and rate centre; an area code or a state is needed. A state is searched area code by area code. Nothing found is an empty list; nothing is held back for the one who searches.")
    public Uni<List<AvailableNumber>> search(@RestQuery @Nullable String npa, @RestQuery @Nullable String nxx,
            @RestQuery @Nullable String state, @RestQuery @Nullable String ratecenter) {
        var query = Query.of(npa, nxx, state, ratecenter);
        return Multi.createFrom().iterable(query.areaCodes())
                .onItem().transformToUni(areaCode -> carrier.offers(areaCode, query.exchange())).merge(AT_ONCE)
                .onItem().transformToIterable(offers -> offers.stream().filter(query::fits)
                        .map(AvailableNumber::of).toList())
                .collect().asList()
                .map(all -> all.stream().sorted(Comparator.comparing(AvailableNumber::did)).toList())
                .onFailure(CarrierFailure.class).transform(ProvisioningProblem::explain);
    }
}
