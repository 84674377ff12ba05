package dev.hilo.webhook.letter;

import java.time.Duration;

import jakarta.validation.constraints.Min;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much is remembered of what was put aside. */
@ConfigMapping(prefix = "webhook.letters")
public interface LettersConfig {

    /** Records of each partition, the newest, that are remembered at the start; about 200 bytes each. */
    @WithDefault("10000")
    @Min(1)
    long mostOfPartition();

    /** How often open ones are counted for the alerts, and those forgotten that their topic has let go. */
    @WithDefault("15s")
    Duration countEvery();
}
