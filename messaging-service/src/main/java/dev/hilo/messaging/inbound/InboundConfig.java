package dev.hilo.messaging.inbound;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Texts that arrive. */
@ConfigMapping(prefix = "hilo.inbound")
public interface InboundConfig {

    /**
     * How long an identical text counts as a repeat of the same one, from its first delivery on. The carrier publishes
     * neither how often nor how soon it repeats.
     */
    @WithDefault("120S")
    Duration foldWindow();
}
