package dev.hilo.provisioning.number;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How often our numbers are compared with what the carrier has. */
@ConfigMapping(prefix = "hilo.drift")
public interface DriftConfig {

    /** All numbers, by whichever instance claims it first. */
    @WithDefault("15m")
    Duration every();

    /** How often each instance looks whether a comparison is due, and how many numbers the last one found. */
    @WithDefault("30s")
    Duration look();

    /** How many numbers that the list did not name are asked for one by one at the same time. */
    @WithDefault("4")
    int confirming();
}
