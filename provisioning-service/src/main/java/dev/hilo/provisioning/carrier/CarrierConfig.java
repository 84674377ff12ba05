package dev.hilo.provisioning.carrier;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Where the carrier is, who we are there, and how much patience and load it gets. */
@ConfigMapping(prefix = "hilo.carrier")
public interface CarrierConfig {

    /** The API's address up to its version, without the paths below. */
    @WithDefault("http://127.0.0.1:8090/api/v1.0")
    URI base();

    /** The API user name. Needed unless {@link #credential} is given. */
    Optional<String> key();

    /** The API token that goes with {@link #key}. */
    Optional<String> secret();

    /** Instead of the two: the ready-made "Basic Auth Header" of the carrier's portal, with or without the word Basic. */
    Optional<String> credential();

    Paths paths();

    /** How long one call may take in all, waiting for its turn included. After it, the outcome is uncertain. */
    @WithDefault("15s")
    Duration timeout();

    /** How many calls of one kind (searching; changing) run at once. More wait. */
    @WithDefault("8")
    int concurrent();

    /** How many calls of one kind may wait for their turn; beyond, they fail at once as not sent. */
    @WithDefault("256")
    int waiting();

    /** How many numbers to ask a search for. The carrier has no paging. */
    @WithDefault("100")
    int searchLimit();

    /** How many numbers of ours to ask for. The carrier has no paging, and what it does without a limit is unknown. */
    @WithDefault("10000")
    int listLimit();

    /**
     * What a number's campaign is replaced with to take it out of any. Which of them the carrier understands has never
     * been published; the record is read back after every change, so a wrong one shows as a failed step.
     */
    @WithDefault("empty")
    Clearing clearWith();

    Breaker breaker();

    /** The carrier's paths, as its OpenAPI document 1.0.05 has them. */
    interface Paths {

        @WithDefault("accountDetail")
        String account();

        @WithDefault("tnRecord")
        String number();

        @WithDefault("orderTn")
        String order();

        @WithDefault("webHooks")
        String webhook();

        @WithDefault("campaigns")
        String campaign();
    }

    /** Stops calling a carrier that is down. Only outages count, never a no. */
    interface Breaker {

        /** The last so many calls are looked at. */
        @WithDefault("20")
        int calls();

        /** From this share of outages on, nothing is sent. */
        @WithDefault("0.5")
        double ratio();

        /** For so long; then one call tries. */
        @WithDefault("10s")
        Duration pause();
    }
}
