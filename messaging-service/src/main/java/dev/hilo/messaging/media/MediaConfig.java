package dev.hilo.messaging.media;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Pictures and files. */
@ConfigMapping(prefix = "hilo.media")
public interface MediaConfig {

    /** Where the filesystem store lies; shared by all instances. */
    Path directory();

    /** Signs addresses; whoever has it can read every medium. */
    String signingKey();

    /** What browsers and the carrier call us. */
    URI publicBaseUrl();

    /** {@code host:port} pairs that inbound media may be fetched from although they are not public https. */
    Optional<Set<String>> allowedHosts();

    /** How long an address in a view stays good; rounded up to the hour, so that a browser can cache. */
    @WithDefault("12H")
    Duration linkLife();

    /** How long the carrier may repeat its fetch (sms-rules: at least 24 h). */
    @WithDefault("48H")
    Duration carrierLinkLife();

    /** Largest upload. */
    @WithDefault("5242880")
    long uploadMaxBytes();

    /** What a picture is shrunk to: every US carrier takes 500 KB without transcoding. */
    @WithDefault("512000")
    int targetBytes();

    /** Longest side after shrinking, in pixels. */
    @WithDefault("1600")
    int longSide();

    /** Pictures with more pixels are refused before they are decoded. */
    @WithDefault("50000000")
    long maxPixels();

    /** Largest inbound medium that is copied. */
    @WithDefault("10485760")
    long fetchMaxBytes();

    /** For one fetch, redirects included. */
    @WithDefault("20S")
    Duration fetchTimeout();

    /** Fetches before a medium is given up; each waits longer. */
    @WithDefault("6")
    int fetchAttempts();

    /** Fetches under way at once in one instance. */
    @WithDefault("8")
    int fetchConcurrency();

    /** How long an upload that no message uses is kept. */
    @WithDefault("24H")
    Duration unusedLife();
}
