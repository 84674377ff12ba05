package dev.hilo.chat.live;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The limits of a socket. */
@ConfigMapping(prefix = "hilo.live")
interface LiveConfig {

    /** The largest frame a client may send, in characters; more closes with 1008. */
    @WithDefault("16384")
    int largestFrame();

    /** Frames a client may send at once, and how many a second after that; more closes with 1008. */
    @WithDefault("60")
    int burst();

    @WithDefault("20")
    int framesPerSecond();

    /**
     * Bytes a client may send at once, and how many a second after that, whatever they are: also pings, fragments and
     * what is no frame at all. More cuts the connection before any of it is read.
     */
    @WithDefault("262144")
    int burstBytes();

    @WithDefault("65536")
    int bytesPerSecond();

    /** Bytes taken from a client that does not read what we send, its pongs included; more cuts the connection. */
    @WithDefault("16384")
    int bytesWhileDeaf();

    /** Handshakes at once, and a second after that: of everybody (more gets 503) and of one address (more gets 429). */
    @WithDefault("3000")
    int handshakesAtOnce();

    @WithDefault("1500")
    int handshakesPerSecond();

    @WithDefault("1500")
    int handshakesAtOncePerSource();

    @WithDefault("300")
    int handshakesPerSecondPerSource();

    /** Sockets of this instance (more gets 503), of one address and of one person (more gets 429). */
    @WithDefault("12000")
    int sockets();

    @WithDefault("5000")
    int socketsPerSource();

    @WithDefault("1000")
    int socketsPerUser();

    /**
     * How many proxies stand before us, each of which appends the address it was called from to {@code X-Forwarded-For}.
     * With too few, all who come through a proxy share the limits of one address.
     */
    @WithDefault("0")
    int trustedProxies();

    /** Threads one socket may have open at the same time. */
    @WithDefault("20")
    int openThreads();

    /** Bytes handed to the network and not yet taken by it. */
    @WithDefault("65536")
    int inFlight();

    /** From so many waiting bytes on, only the newest state of each thread is kept. */
    @WithDefault("131072")
    int coalesceFrom();

    /** More waiting than this closes with 1013. */
    @WithDefault("1048576")
    int mostWaiting();

    /** A client that connects and does not say hello. */
    @WithDefault("PT10S")
    Duration hello();

    /** A client that answers no ping for so long has gone without a word; they are sent every 30 seconds. */
    @WithDefault("PT75S")
    Duration silence();

    /** How long a cursor may be ahead of us before it is taken for a stranger's. */
    @WithDefault("PT5S")
    Duration ahead();

    /** Viewers and typists not heard of for so long have gone. */
    @WithDefault("PT30S")
    Duration presence();

    /** How often we say again that somebody still looks; well below {@link #presence()}. */
    @WithDefault("PT12S")
    Duration stillViewing();

    /** A browser's token is renewed this long before it ends. */
    @WithDefault("PT20S")
    Duration renewBefore();

    /** A session whose provider cannot be asked stays this long beyond its token. */
    @WithDefault("PT5M")
    Duration grace();

    /** On shutdown clients are asked to come back within this time, each at its own moment. */
    @WithDefault("PT5S")
    Duration comeBackWithin();
}
