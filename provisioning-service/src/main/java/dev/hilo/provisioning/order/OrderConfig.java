package dev.hilo.provisioning.order;

import java.time.Duration;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How orders are worked on. */
@ConfigMapping(prefix = "hilo.order")
public interface OrderConfig {

    /** The campaign of an order that names none; without one, such numbers get no campaign and cannot send. */
    Optional<String> defaultCampaign();

    /**
     * How long an instance may be silent on a step before another takes the order over. Longer than a step's calls to
     * the carrier can take together (three, each with the carrier's timeout).
     */
    @WithDefault("60s")
    Duration lease();

    /** How often each instance looks for orders that are due, beside those it was told of. */
    @WithDefault("1s")
    Duration look();

    /** How many orders one instance works on at once. */
    @WithDefault("4")
    int parallel();

    /** How often each instance counts the failed ones, for the metrics. */
    @WithDefault("30s")
    Duration count();

    /**
     * How long a number that is to be given back waits for second thoughts. Nothing is sent from it meanwhile, and texts
     * still arrive; the carrier goes on charging for it.
     */
    @WithDefault("7d")
    Duration cooling();

    Retry retry();

    /** When a step that failed is tried again by itself. */
    interface Retry {

        /** How often a step is tried while the carrier is away, unclear or busy; then it waits for a person. */
        @WithDefault("12")
        int attempts();

        /** How often it is tried while the carrier does not know yet what it has just been told. */
        @WithDefault("7")
        int settling();

        /** The pause after the first failure; it doubles each time. */
        @WithDefault("500ms")
        Duration pause();

        /** The longest pause. */
        @WithDefault("60s")
        Duration longest();
    }
}
