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

    /** Threads one socket may have open at the same time. */
    @WithDefault("20")
    int openThreads();

    /** Characters handed to the network and not yet taken by it. */
    @WithDefault("65536")
    int inFlight();

    /** From so many waiting characters on, only the newest state of each thread is kept. */
    @WithDefault("131072")
    int coalesceFrom();

    /** More waiting than this closes with 1013. */
    @WithDefault("1048576")
    int mostWaiting();

    /** A client that connects and does not say hello. */
    @WithDefault("PT10S")
    Duration hello();

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
