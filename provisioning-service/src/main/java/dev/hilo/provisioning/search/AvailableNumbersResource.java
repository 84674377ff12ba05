package dev.hilo.provisioning.search;

import java.util.Comparator;
import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

import dev.hilo.platform.page.NextPage;
import dev.hilo.provisioning.ProvisioningProblem;
import dev.hilo.provisioning.carrier.Carrier;
import dev.hilo.provisioning.carrier.CarrierFailure;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
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

    /**
     * The carrier has no paging and says nothing twice in the same order, so a page begins after a number, not at a
     * place: what was sold meanwhile is missing, nothing is shown twice.
     */
    @GET
    @Operation(summary = "Numbers for sale", description = "By area code (npa), exchange (nxx), state, part of a rate centre's name and pattern (? one digit, * any run: *2020 ends in 2020); an area code or a state is needed. A state is searched area code by area code. Ordered by number; further pages by the Link header. Nothing found is an empty list; nothing is held back for the one who searches. The carrier names at most so many numbers per area code as hilo.carrier.search-limit: an exchange narrows it.")
    public Uni<RestResponse<List<AvailableNumber>>> search(@RestQuery @Nullable String npa,
            @RestQuery @Nullable String nxx, @RestQuery @Nullable String state, @RestQuery @Nullable String ratecenter,
            @RestQuery @Nullable String pattern, @RestQuery @Nullable String cursor,
            @RestQuery @DefaultValue("100") @Min(1) @Max(500) int limit, @Context UriInfo uri) {
        var query = Query.of(npa, nxx, state, ratecenter, pattern);
        return Multi.createFrom().iterable(query.areaCodes())
                .onItem().transformToUni(areaCode -> carrier.offers(areaCode, query.exchange())).merge(AT_ONCE)
                .onItem().transformToIterable(offers -> offers.stream().filter(query::fits)
                        .map(AvailableNumber::of).toList())
                .collect().asList()
                .map(all -> all.stream().sorted(Comparator.comparing(AvailableNumber::did))
                        .filter(number -> cursor == null || number.did().compareTo(cursor) > 0)
                        .limit(limit + 1L).toList())
                .map(found -> page(found, limit, uri))
                .onFailure(CarrierFailure.class).transform(ProvisioningProblem::explain);
    }

    private static RestResponse<List<AvailableNumber>> page(List<AvailableNumber> found, int limit, UriInfo uri) {
        if (found.size() <= limit) {
            return RestResponse.ok(found);
        }
        var page = found.subList(0, limit);
        return RestResponse.ResponseBuilder.ok(page)
                .header(HttpHeaders.LINK, NextPage.link(uri, "cursor", page.getLast().did()))
                .build();
    }
}
