package dev.hilo.provisioning.campaign;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How the carrier's campaigns are followed. */
@ConfigMapping(prefix = "hilo.campaign")
public interface CampaignConfig {

    /** How often the carrier's list is read. */
    @WithDefault("10m")
    Duration refresh();

    /** How soon it is read again when that failed. */
    @WithDefault("15s")
    Duration retry();

    /**
     * The throughput class of a campaign that nobody has set one for; T (low volume) is what the carrier registers.
     * It decides how many messages a minute go out.
     */
    @WithDefault("T")
    String throughputClass();

    /** How many numbers one campaign takes. */
    @WithDefault("49")
    int numberLimit();

    /** Campaigns that the carrier has made an exception for, by id: {@code hilo.campaign.number-limits."C1"=400}. */
    Map<String, Integer> numberLimits();

    /** How many numbers this one takes. */
    default int limitOf(String campaign) {
        return numberLimits().getOrDefault(campaign, numberLimit());
    }

    /** The Campaign Registry's id of our brand, shown where the carrier lists none. */
    Optional<String> brandId();
}
