package dev.hilo.webhook.receive;

import java.time.Duration;

import jakarta.validation.constraints.Min;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The bounds of the door. */
@ConfigMapping(prefix = "webhook.receive")
public interface ReceiveConfig {

    /** Bytes of one body. */
    @WithDefault("262144")
    @Min(1)
    int maxBody();

    /** Bytes of all bodies that are being read at once: a bound on what slow senders can hold. */
    @WithDefault("67108864")
    @Min(1)
    long maxReading();

    /** How long a sender may take for its body. */
    @WithDefault("10s")
    Duration bodyPatience();

    /** When to stop waiting for the journal; every answer is out before half a second has passed. */
    @WithDefault("400ms")
    Duration answerWithin();
}
