package dev.hilo.messaging.people;

import java.time.Duration;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Who counts as a colleague. */
@ConfigMapping(prefix = "hilo.people")
interface PeopleConfig {

    /** How often it is written down that somebody is here; whoever's teams have changed is written down at once. */
    @WithDefault("3M")
    Duration noted();

    /** Who has not called for so long is nobody to give a thread to. */
    @WithDefault("90D")
    Duration remembered();
}
