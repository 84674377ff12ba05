package dev.hilo.provisioning.account;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How the account is watched. */
@ConfigMapping(prefix = "hilo.account")
public interface AccountConfig {

    /** How often it is asked of the carrier, by whichever instance claims it first. */
    @WithDefault("5m")
    Duration every();

    /** How often each instance looks whether that is due, and what was read last. */
    @WithDefault("30s")
    Duration look();
}
