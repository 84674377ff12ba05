package dev.hilo.platform.recorder;

import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Whether and where calls to the carrier are written down. */
@ConfigMapping(prefix = "hilo.carrier.recorder")
public interface RecorderConfig {

    /** Where the files go; without it nothing is written. */
    Optional<String> directory();

    /** What masked numbers are derived from, so that they match in the files of all who share it; never written. */
    Optional<String> key();

    /** How long a file may grow, in bytes, before the next one is begun. */
    @WithDefault("10000000")
    long fileBytes();

    /** How many files are kept, the one that is written included. */
    @WithDefault("5")
    int files();

    /** How much of an answer is kept, in characters; a list of ten thousand numbers tells nothing after the first few. */
    @WithDefault("8000")
    int longestAnswer();
}
