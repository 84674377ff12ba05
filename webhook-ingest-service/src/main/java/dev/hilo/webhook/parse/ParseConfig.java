package dev.hilo.webhook.parse;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What the parser reads. */
@ConfigMapping(prefix = "webhook.parse")
public interface ParseConfig {

    /** Reads the nested form of the carrier's "3CX" method as well; off, such a post goes to quarantine. */
    @WithDefault("true")
    boolean threeCx();
}
