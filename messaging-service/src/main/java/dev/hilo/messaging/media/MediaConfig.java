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

    /** Where the bytes lie. */
    enum Store {
        FILE, S3
    }

    @WithDefault("file")
    Store store();

    /** Where the filesystem store lies; shared by all instances. */
    Path directory();

    /** The object store. */
    S3 s3();

    /** Any store that speaks S3: Amazon's own, R2, MinIO, Ceph. */
    interface S3 {

        /** Absent for Amazon's own, which is found by its region. */
        Optional<URI> endpoint();

        /** R2 and MinIO take any. */
        @WithDefault("us-east-1")
        String region();

        Optional<String> bucket();

        /** The bucket as a folder of the address instead of a part of its host's name. */
        @WithDefault("false")
        boolean pathStyle();

        /** Before every key. */
        @WithDefault("media/")
        String prefix();

        /** Without it the credentials of the machine or of the environment. */
        Optional<String> accessKeyId();

        Optional<String> secretAccessKey();

        /** For one call, attempts included. */
        @WithDefault("15S")
        Duration timeout();
    }

    /** Signs addresses; whoever has it can read every medium. */
    String signingKey();

    /** What browsers and the carrier call us. */
    URI publicBaseUrl();

    /** {@code host:port} pairs that inbound media may be fetched from although they are not public https. */
    Optional<Set<String>> allowedHosts();

    /** When set, inbound media are fetched from these names only; {@code *.name} is every name below it. */
    Optional<Set<String>> carrierHosts();

    /** Whether files of no known kind are kept, as downloads, instead of refused. */
    @WithDefault("false")
    boolean keepUnknown();

    /** Pictures decoded at once in one instance; the worst takes 256 MiB. */
    @WithDefault("2")
    int decoders();

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

    /** Pictures with more pixels are not decoded: at six bytes for each, which a progressive JPEG needs, 240 MB. */
    @WithDefault("40000000")
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

    /** Before the second fetch; doubled for each that follows. */
    @WithDefault("2S")
    Duration fetchPause();

    /** Before a store or a scanner that was away is tried again. */
    @WithDefault("10S")
    Duration awayPause();

    /** Fetches under way at once in one instance. */
    @WithDefault("8")
    int fetchConcurrency();

    /** How long an upload that no message uses is kept. */
    @WithDefault("24H")
    Duration unusedLife();
}
