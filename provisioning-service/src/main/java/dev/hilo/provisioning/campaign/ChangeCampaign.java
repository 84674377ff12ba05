package dev.hilo.provisioning.campaign;

import java.time.Clock;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.contracts.Topics;
import dev.hilo.contracts.provisioning.ThroughputClass;
import dev.hilo.platform.identity.Ids;
import dev.hilo.platform.outbox.Outbox;
import dev.hilo.platform.problem.CommonProblem;
import dev.hilo.platform.problem.ProblemException;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** Changes what is ours to say of a campaign, and tells those who pace by it. The carrier is not asked. */
@ApplicationScoped
class ChangeCampaign {

    private final Campaigns campaigns;
    private final Outbox outbox;
    private final CampaignConfig config;
    private final Clock clock;
    private final Ids ids;

    ChangeCampaign(Campaigns campaigns, Outbox outbox, CampaignConfig config, Clock clock, Ids ids) {
        this.campaigns = campaigns;
        this.outbox = outbox;
        this.config = config;
        this.clock = clock;
        this.ids = ids;
    }

    /** Fails with a problem 404 for a campaign that the carrier has never listed. */
    Uni<Void> describe(String id, String name, ThroughputClass throughputClass, @Nullable String useCase) {
        return Panache.withTransaction(() -> campaigns.lock(id)
                .onItem().ifNull().failWith(() -> ProblemException.of(CommonProblem.NOT_FOUND,
                        "The carrier lists no such campaign"))
                .invoke(campaign -> campaign.describe(name, throughputClass, useCase))
                .chain(this::tell)).invoke(outbox::published);
    }

    private Uni<Void> tell(Campaign campaign) {
        var batch = new Outbox.Batch().add(Topics.CAMPAIGN_RECORDS, campaign.id(),
                campaign.record(ids.next(), clock.instant(), config.brandId().orElse(null)));
        return campaigns.flush().chain(campaigns::getSession).chain(session -> outbox.append(session, batch));
    }
}
