package dev.hilo.messaging.scan;

import java.time.Duration;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The virus scanner. */
@ConfigMapping(prefix = "hilo.scan")
public interface ScanConfig {

    /** Where clamd listens; without it nothing is scanned. */
    Optional<String> host();

    @WithDefault("3310")
    int port();

    /** For one medium, connection included. */
    @WithDefault("30S")
    Duration timeout();
}
