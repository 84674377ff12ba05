package dev.hilo.webhook.journal;

import java.time.Duration;

import jakarta.validation.constraints.Min;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much the journal takes on while the broker is slow or away. */
@ConfigMapping(prefix = "webhook.journal")
public interface JournalConfig {

    /** Appends that may wait for the broker at once; more are refused at once. */
    @WithDefault("4096")
    @Min(1)
    int maxInFlight();

    /** Bytes that may wait for the broker at once; keep it below the producer's buffer of 32 MiB. */
    @WithDefault("25165824")
    @Min(1)
    long maxInFlightBytes();

    /** How long the producer itself tries. What was refused meanwhile may still be written; a repeat is folded later. */
    @WithDefault("1500ms")
    Duration deliveryTimeout();

    /** A producer that has failed for so long is replaced: some of its errors are final. */
    @WithDefault("20s")
    Duration replaceAfter();
}
