package dev.hilo.provisioning.campaign;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;

import dev.hilo.contracts.Topics;
import dev.hilo.platform.identity.Ids;
import dev.hilo.platform.outbox.Outbox;
import dev.hilo.provisioning.carrier.Carrier;
import dev.hilo.provisioning.carrier.CarrierCampaign;
import dev.hilo.provisioning.number.Numbers;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;

/** Reads the carrier's campaigns and tells of those that are new or have changed. */
@ApplicationScoped
class FollowCampaigns {

    /** Any fixed number: of several instances one follows at a time, so nobody inserts the same campaign twice. */
    private static final long LOCK = 0x63616d70L;

    private final Carrier carrier;
    private final Campaigns campaigns;
    private final Numbers numbers;
    private final Outbox outbox;
    private final CampaignConfig config;
    private final Instance<CampaignWatcher> watchers;
    private final Clock clock;
    private final Ids ids;

    FollowCampaigns(Carrier carrier, Campaigns campaigns, Numbers numbers, Outbox outbox, CampaignConfig config,
            @Any Instance<CampaignWatcher> watchers, Clock clock, Ids ids) {
        this.carrier = carrier;
        this.campaigns = campaigns;
        this.numbers = numbers;
        this.outbox = outbox;
        this.config = config;
        this.watchers = watchers;
        this.clock = clock;
        this.ids = ids;
    }

    /** @param tellAll also of those that have not changed: a reader that lost its topic gets them back */
    Uni<Void> follow(boolean tellAll) {
        return carrier.campaigns().chain(listed -> Panache.withTransaction(() -> store(listed, tellAll))
                .invoke(outbox::published)
                .chain(() -> tellWatchers(listed)));
    }

    private Uni<Void> tellWatchers(List<CarrierCampaign> listed) {
        var all = listed.stream().map(CarrierCampaign::id).collect(Collectors.toUnmodifiableSet());
        return Multi.createFrom().iterable(watchers)
                .onItem().transformToUniAndConcatenate(watcher -> watcher.listed(all))
                .collect().last().replaceWithVoid();
    }

    private Uni<Void> store(List<CarrierCampaign> listed, boolean tellAll) {
        return lock().chain(() -> campaigns.lockAll())
                .chain(known -> numbers.perCampaign().chain(own -> store(listed, byId(known), own, tellAll)));
    }

    private Uni<Void> store(List<CarrierCampaign> listed, Map<String, Campaign> known, Map<String, Long> ownIn,
            boolean tellAll) {
        var now = clock.instant();
        var events = new Outbox.Batch();
        List<Campaign> added = new ArrayList<>();
        for (var one : listed) {
            var campaign = known.get(one.id());
            var own = ownIn.getOrDefault(one.id(), 0L);
            var changed = campaign == null || campaign.follow(one, own, now);
            if (campaign == null) {
                campaign = Campaign.listed(one, own, config.throughputClass(), now);
                added.add(campaign);
            }
            if (changed || tellAll) {
                var _ = events.add(Topics.CAMPAIGN_RECORDS, campaign.id(),
                        campaign.record(ids.next(), now, config.brandId().orElse(null)));
            }
        }
        return persist(added).chain(campaigns::getSession).chain(session -> outbox.append(session, events));
    }

    /** Panache fails on nothing to persist. */
    private Uni<Void> persist(List<Campaign> added) {
        return added.isEmpty() ? Uni.createFrom().voidItem() : campaigns.persist(added);
    }

    private Uni<Void> lock() {
        return campaigns.getSession()
                .chain(session -> session.createNativeQuery("select 1 from pg_advisory_xact_lock(?1)")
                        .setParameter(1, LOCK).getResultList())
                .replaceWithVoid();
    }

    private static Map<String, Campaign> byId(List<Campaign> known) {
        return known.stream().collect(Collectors.toMap(Campaign::id, Function.identity()));
    }
}
