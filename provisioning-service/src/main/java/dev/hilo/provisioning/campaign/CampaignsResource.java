package dev.hilo.provisioning.campaign;

import java.util.List;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.panache.common.Sort;
import io.smallrye.mutiny.Uni;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The 10DLC campaigns. They are registered by hand with the carrier; its API only lists them. */
@Path("/api/campaigns")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"manager", "admin"})
@Tag(name = "campaigns")
class CampaignsResource {

    private final Campaigns campaigns;
    private final CampaignConfig config;

    CampaignsResource(Campaigns campaigns, CampaignConfig config) {
        this.campaigns = campaigns;
        this.config = config;
    }

    @GET
    @Operation(summary = "The campaigns", description = "As the carrier last listed them.")
    public Uni<List<CampaignView>> list() {
        return Panache.withSession(() -> campaigns.listAll(Sort.by("id"))).map(all -> all.stream()
                .map(campaign -> campaign.view(config.numberLimit(), config.brandId().orElse(null))).toList());
    }
}
