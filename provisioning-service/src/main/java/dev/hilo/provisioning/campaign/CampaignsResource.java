package dev.hilo.provisioning.campaign;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import dev.hilo.contracts.provisioning.ThroughputClass;
import dev.hilo.platform.problem.CommonProblem;
import dev.hilo.platform.problem.ProblemException;
import dev.hilo.provisioning.number.Numbers;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.panache.common.Sort;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** The 10DLC campaigns. They are registered by hand with the carrier; its API only lists them. */
@Path("/api/campaigns")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed({"manager", "admin"})
@Tag(name = "campaigns")
class CampaignsResource {

    private final Campaigns campaigns;
    private final ChangeCampaign changeCampaign;
    private final Numbers numbers;
    private final CampaignConfig config;

    CampaignsResource(Campaigns campaigns, ChangeCampaign changeCampaign, Numbers numbers, CampaignConfig config) {
        this.campaigns = campaigns;
        this.changeCampaign = changeCampaign;
        this.numbers = numbers;
        this.config = config;
    }

    @GET
    @Operation(summary = "The campaigns", description = "As the carrier last listed them, with what people added. \"own\" are ours that are in it now; \"count\" adds those that are not managed here, as the carrier last counted them.")
    public Uni<List<CampaignView>> list() {
        return Panache.withSession(() -> campaigns.listAll(Sort.by("id"))
                .chain(all -> numbers.perCampaign()
                        .map(own -> all.stream().map(campaign -> view(campaign, own)).toList())));
    }

    @GET
    @Path("/classes")
    @Operation(summary = "AT&T's classes", description = "What each lets out in a minute. Messaging paces by the same table.")
    public List<ClassView> classes() {
        return Arrays.stream(ThroughputClass.values()).map(ClassView::of).toList();
    }

    @PUT
    @Path("/{id}")
    @Operation(summary = "What people say of a campaign", description = "Replaces name, class and use case, none of which the carrier's API tells. They stay when its list is read again; messaging paces by the new class at once.")
    public Uni<CampaignView> describe(@RestPath String id, @Valid @NotNull CampaignRequest request) {
        var letter = ThroughputClass.of(request.throughputClass())
                .orElseThrow(() -> ProblemException.at(CommonProblem.INVALID_REQUEST, "/class",
                        "one of the letters of GET /api/campaigns/classes"));
        return changeCampaign.describe(id, request.name().strip(), letter, strippedOrNull(request.useCase()))
                .chain(() -> Panache.withSession(() -> campaigns.findById(id)
                        .chain(campaign -> numbers.perCampaign().map(own -> view(campaign, own)))));
    }

    private CampaignView view(Campaign campaign, Map<String, Long> own) {
        return campaign.view(config.limitOf(campaign.id()), own.getOrDefault(campaign.id(), 0L),
                config.brandId().orElse(null));
    }

    private static @Nullable String strippedOrNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
