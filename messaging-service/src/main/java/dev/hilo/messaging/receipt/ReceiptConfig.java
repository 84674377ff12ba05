package dev.hilo.messaging.receipt;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Delivery receipts. */
@ConfigMapping(prefix = "hilo.receipt")
public interface ReceiptConfig {

    /** How long a receipt waits for the answer of its send. */
    @WithDefault("72H")
    Duration parked();

    /** How old a text can be that a receipt without a usable reference is matched to. */
    @WithDefault("72H")
    Duration matchWindow();
}
