package dev.hilo.messaging.triage;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Threads that sleep. */
@ConfigMapping(prefix = "hilo.snooze")
interface SnoozeConfig {

    /** How often it is looked for threads whose moment has come. */
    @WithDefault("2S")
    Duration every();
}
