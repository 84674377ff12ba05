package dev.hilo.provisioning.campaign;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.platform.problem.CommonProblem;
import dev.hilo.platform.problem.ProblemException;
import dev.hilo.provisioning.ProvisioningProblem;
import dev.hilo.provisioning.carrier.Carrier;
import dev.hilo.provisioning.carrier.CarrierFailure;
import dev.hilo.provisioning.carrier.CarrierNumber;
import dev.hilo.provisioning.number.Numbers;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The places of a campaign, of which the carrier gives 49. A number has one from the moment it is wanted there, so that
 * of two orders for the last one a single one gets it; one that the carrier has there already needs no other. What the
 * carrier gives away behind our back is its own to refuse, in the order's step.
 */
@ApplicationScoped
public class CampaignPlaces {

    private static final Logger LOG = Logger.getLogger(CampaignPlaces.class);

    private final Campaigns campaigns;
    private final FollowCampaigns followCampaigns;
    private final Numbers numbers;
    private final Carrier carrier;
    private final CampaignConfig config;

    CampaignPlaces(Campaigns campaigns, FollowCampaigns followCampaigns, Numbers numbers, Carrier carrier,
            CampaignConfig config) {
        this.campaigns = campaigns;
        this.followCampaigns = followCampaigns;
        this.numbers = numbers;
        this.carrier = carrier;
        this.config = config;
    }

    /**
     * What has to be known of a campaign before a transaction takes places in it.
     *
     * @param campaign null when none is wanted
     * @param there the numbers that the carrier has in it; empty while there is room enough anyway
     */
    public record Seen(@Nullable String campaign, Set<PhoneNumber> there) {
    }

    /**
     * Outside any transaction, for the carrier may be asked. Fails with a problem 422 for a campaign that it does not
     * list; while it cannot be asked, the order's step finds out.
     *
     * @param wanted how many places at most
     */
    public Uni<Seen> see(@Nullable String campaign, int wanted) {
        if (campaign == null) {
            return Uni.createFrom().item(new Seen(null, Set.of()));
        }
        return listed(campaign).chain(counted -> counted + wanted <= config.limitOf(campaign)
                ? Uni.createFrom().item(new Seen(campaign, Set.of()))
                : there(campaign));
    }

    /** Opens the transaction that takes places: whoever wants some of the same campaign waits until it has ended. */
    public Uni<Void> hold(Seen seen) {
        return seen.campaign() == null
                ? Uni.createFrom().voidItem()
                : campaigns.lock(seen.campaign()).replaceWithVoid();
    }

    /** In that transaction, before the number is wanted there. Fails with a problem 409 when every place is taken. */
    public Uni<Void> take(Seen seen, PhoneNumber did) {
        var campaign = seen.campaign();
        return campaign == null
                ? Uni.createFrom().voidItem()
                : numbers.inCampaign(campaign).invoke(ours -> refuseFull(campaign, seen.there(), ours, did))
                        .replaceWithVoid();
    }

    private void refuseFull(String campaign, Set<PhoneNumber> there, Set<PhoneNumber> ours, PhoneNumber did) {
        Set<PhoneNumber> taken = new HashSet<>(there);
        taken.addAll(ours);
        var limit = config.limitOf(campaign);
        if (!taken.contains(did) && taken.size() >= limit) {
            throw ProblemException.of(ProvisioningProblem.CAMPAIGN_FULL,
                    "All " + limit + " places of campaign " + campaign + " are taken",
                    Map.of("campaignId", campaign, "limit", limit, "taken", taken.size()));
        }
    }

    /** How many numbers may be in it: those that the carrier counted and those that we want there; some count twice. */
    private Uni<Integer> listed(String campaign) {
        return count(campaign).chain(known -> known >= 0
                ? Uni.createFrom().item(known)
                : followCampaigns.follow(false).chain(() -> count(campaign))
                        .onFailure(CarrierFailure.class).recoverWithItem(failure -> {
                            LOG.infof("campaign %s is not known, and the carrier cannot be asked", campaign);
                            return 0;
                        })
                        .invoke(nowKnown -> {
                            if (nowKnown < 0) {
                                throw ProblemException.at(CommonProblem.INVALID_REQUEST, "/campaignId",
                                        "the carrier lists no campaign " + campaign);
                            }
                        }));
    }

    private Uni<Integer> count(String campaign) {
        return Panache.withSession(() -> campaigns.findById(campaign).chain(known -> known == null
                ? Uni.createFrom().item(-1)
                : numbers.inCampaign(campaign).map(ours -> known.numbers() + ours.size())));
    }

    private Uni<Seen> there(String campaign) {
        return carrier.numbersIn(campaign)
                .map(found -> found.stream().map(CarrierNumber::did).collect(Collectors.toUnmodifiableSet()))
                .onFailure(CarrierFailure.class).recoverWithItem(failure -> {
                    LOG.infof("who is in campaign %s cannot be asked of the carrier: %s", campaign,
                            failure.getMessage());
                    return Set.<PhoneNumber>of();
                })
                .map(there -> new Seen(campaign, there));
    }
}
