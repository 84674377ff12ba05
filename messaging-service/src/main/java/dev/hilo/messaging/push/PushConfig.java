package dev.hilo.messaging.push;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Web push. Without keys there is none, and the page says so. */
@ConfigMapping(prefix = "hilo.push")
interface PushConfig {

    /** The public half of our key (RFC 8292): an uncompressed point of P-256 in base64url. Browsers are bound to it. */
    Optional<String> publicKey();

    /** The private half: 32 bytes in base64url. */
    Optional<String> privateKey();

    /** Whom a push service may write to when we misbehave: a {@code mailto:} or {@code https:} address. */
    Optional<String> subject();

    /** The push services of browser vendors; no other host is ever gone to. {@code *.name} is every name below it. */
    @WithDefault("fcm.googleapis.com,updates.push.services.mozilla.com,*.push.services.mozilla.com,"
            + "web.push.apple.com,*.push.apple.com,*.notify.windows.com")
    Set<String> services();

    /** {@code host:port} pairs that need not be public https: a push service in a test, nothing elsewhere. */
    Optional<Set<String>> allowedHosts();

    /** Whether notices may carry the beginning of a text. Off, nobody's do, whatever they chose. */
    @WithDefault("true")
    boolean preview();

    /** So long somebody has time to read a text before a browser is told; also, a page that looks at it reads it. */
    @WithDefault("5S")
    Duration delay();

    /** How long a notice is worth something: older ones are dropped, by us and by the push service. */
    @WithDefault("4H")
    Duration life();

    /** How long what a token said of a person's teams counts after they were last here. */
    @WithDefault("14D")
    Duration trust();

    /** A browser that was not here for so long is forgotten. */
    @WithDefault("60D")
    Duration forget();

    /** How often due notices are looked for. */
    @WithDefault("1S")
    Duration poll();

    /** How long subscriptions and rules are taken as they were read; other instances' changes show after it. */
    @WithDefault("2S")
    Duration fresh();

    /** Notices under way at once in one instance. */
    @WithDefault("16")
    int concurrency();

    /** For one notice, from the name's address to the answer. */
    @WithDefault("10S")
    Duration timeout();

    /** Before the second try; doubled for each that follows. */
    @WithDefault("5S")
    Duration pause();

    /** Longest pause, also when a push service asks for more. */
    @WithDefault("10M")
    Duration longestPause();

    /** So long a push service that did not answer, or wants nothing now, is asked for no other browser either. */
    @WithDefault("15S")
    Duration rest();

    /** Tries before a notice is given up. */
    @WithDefault("6")
    int attempts();

    /** Browsers of one person; the one that was away longest makes room. */
    @WithDefault("20")
    int browsers();
}
