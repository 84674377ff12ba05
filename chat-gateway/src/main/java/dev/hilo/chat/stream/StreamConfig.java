package dev.hilo.chat.stream;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much of the past a gateway keeps in memory. */
@ConfigMapping(prefix = "hilo.stream")
public interface StreamConfig {

    /** A socket that was away for longer reads everything again. More memory, and a longer start, the longer it is. */
    @WithDefault("PT10M")
    Duration window();

    /** The most events kept, whatever their age; about 2 KiB of memory each. */
    @WithDefault("20000")
    int events();

    /** Records taken in one go: larger drains faster, smaller lets sockets in between. */
    @WithDefault("500")
    int batch();

    /** How often the broker is asked whether the topics are still those that are read: one may be deleted and made anew. */
    @WithDefault("PT5S")
    Duration look();
}
