package dev.hilo.chat.forward;

import java.net.URI;
import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Where the calls go that others answer, and how long we wait for them. */
@ConfigMapping(prefix = "hilo.forward")
interface ForwardConfig {

    URI messaging();

    URI provisioning();

    URI ingest();

    /** A service that does not take a connection within it is taken for down: 503. */
    @WithDefault("PT0.4S")
    Duration connectTimeout();

    /** From the end of the request to the first byte of the answer: 504 after it. */
    @WithDefault("PT15S")
    Duration answerTimeout();

    /** The same for the journal, where a replay of 2,000 deliveries is one call. */
    @WithDefault("PT60S")
    Duration journalTimeout();

    /** The largest body passed on, in bytes. */
    @WithDefault("6291456")
    long maxBody();

    /** Connections to each service. */
    @WithDefault("128")
    int connections();
}
