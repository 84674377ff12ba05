package dev.hilo.provisioning.campaign;

import java.util.Set;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;

/** Which campaigns the carrier has ever listed. */
@ApplicationScoped
public class ListedCampaigns {

    private final Campaigns campaigns;

    ListedCampaigns(Campaigns campaigns) {
        this.campaigns = campaigns;
    }

    public Uni<Set<String>> ids() {
        return Panache.withSession(campaigns::listAll)
                .map(all -> all.stream().map(Campaign::id).collect(Collectors.toUnmodifiableSet()));
    }
}
