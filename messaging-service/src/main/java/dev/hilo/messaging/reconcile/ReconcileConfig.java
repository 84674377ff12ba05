package dev.hilo.messaging.reconcile;

import java.time.Duration;
import java.util.List;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Asking the carrier for its records. */
@ConfigMapping(prefix = "hilo.reconcile")
public interface ReconcileConfig {

    @WithDefault("true")
    boolean enabled();

    /** How often texts are looked for whose turn it is. */
    @WithDefault("5M")
    Duration every();

    /**
     * When a text without an end is asked about, counted from its attempt. Records appear six to seven minutes after
     * the text, and are kept 31 days.
     */
    @WithDefault("10M,30M,2H,12H,48H")
    List<Duration> pauses();

    /** How long the carrier keeps its records; who was away for longer does not ask about what came before. */
    @WithDefault("31D")
    Duration history();

    /** The longest span of one question; longer ones are asked in pieces. */
    @WithDefault("1H")
    Duration page();

    /** How long before the attempt the carrier's clock may put a record of it. */
    @WithDefault("1M")
    Duration before();

    /** How long after it. */
    @WithDefault("10M")
    Duration after();

    /** How long one instance keeps the others away; well above the time of a whole round. */
    @WithDefault("10M")
    Duration lease();
}
