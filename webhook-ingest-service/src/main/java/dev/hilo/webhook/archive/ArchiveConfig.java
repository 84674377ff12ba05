package dev.hilo.webhook.archive;

import java.time.Duration;

import jakarta.validation.constraints.Min;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much looking back is allowed beside the webhooks. */
@ConfigMapping(prefix = "webhook.archive")
public interface ArchiveConfig {

    /** Requests that may read at once; the next one is told to come back. */
    @WithDefault("4")
    @Min(1)
    int readers();

    /** Records that one request may look at. A filter that finds little stops there, and its next page goes on. */
    @WithDefault("20000")
    @Min(1)
    int mostRecords();

    /** After so long a page stops where it is, and its next page goes on. */
    @WithDefault("4s")
    Duration pageTime();

    /** After so long a replay or a re-drive of many stops where it is. Below what the gateway waits for an answer. */
    @WithDefault("10s")
    Duration bulkTime();

    /** How long Kafka may take for one step before the request is given up. */
    @WithDefault("5s")
    Duration stepTime();
}
