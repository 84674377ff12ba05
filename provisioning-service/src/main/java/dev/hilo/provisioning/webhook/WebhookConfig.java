package dev.hilo.provisioning.webhook;

import java.net.URI;
import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The webhook that our numbers point to. */
@ConfigMapping(prefix = "hilo.webhook")
public interface WebhookConfig {

    /** The intake's address as the carrier reaches it, from the internet. */
    @WithDefault("http://localhost:8083")
    URI baseUrl();

    /** The token that the intake checks. */
    String secret();

    /** How long the intake may take to say whether it takes our token. */
    @WithDefault("2s")
    Duration intakePatience();

    /** How often it is asked before the carrier is told another token, each time by another connection: it may be several. */
    @WithDefault("5")
    int intakeAsks();

    /** Its name at the carrier. Two installations on one account need two names. */
    @WithDefault("hilo")
    String name();

    /** The note that the carrier's portal shows beside it. */
    @WithDefault("Hilo: inbound messages and delivery receipts")
    String description();
}
