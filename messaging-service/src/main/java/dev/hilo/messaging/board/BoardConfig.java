package dev.hilo.messaging.board;

import java.time.Duration;
import java.time.ZoneId;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The board of what happens now. */
@ConfigMapping(prefix = "hilo.board")
interface BoardConfig {

    /** Where the day is lived whose answers are counted. */
    ZoneId zone();

    /** Who has waited for so long waits long: the board says so. */
    @WithDefault("5M")
    Duration longWait();

    /** Who has waited for so long waits too long. */
    @WithDefault("15M")
    Duration tooLong();

    /** Who called us within it is here; it is written down every few minutes. */
    @WithDefault("6M")
    Duration here();
}
