package dev.hilo.messaging.quiet;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** When people may be written to out of the blue. The rules themselves, with their sources, are settings. */
@ConfigMapping(prefix = "hilo.quiet")
public interface QuietConfig {

    /** Off only where nobody real is written to: a demonstration, a test at night. */
    @WithDefault("true")
    boolean enabled();

    /** For so long after a contact wrote, what we write is an answer, and answers may always go. */
    @WithDefault("60M")
    Duration replyWindow();

    /** By a name of ours; {@code organisation} is free for the organisation's own hours. */
    Map<String, Rule> rules();

    /**
     * By area code, what the number library does not know: {@code US-FL America/Chicago America/New_York}. Zones are
     * added to those of the library.
     */
    Map<String, String> areaCodes();

    /** One rule. Changing it means a second one that begins the day after this one ends. */
    interface Rule {

        /**
         * Where it holds: {@code any}; a country ({@code CA}); a state ({@code US-FL}); {@code unknown}, an area code
         * without a known zone; {@code nowhere}, a number without an area, which may be in Hawaii or Alaska.
         */
        String place();

        Hours hours();

        Optional<Hours> saturday();

        Optional<Hours> sunday();

        /** Whose clock counts, as an IANA name, instead of the contact's; needed where the contact's is not known. */
        Optional<String> zone();

        /** The first day, on the clock that counts. */
        Optional<LocalDate> validFrom();

        /** The last day. */
        Optional<LocalDate> validTo();

        /** Where it is written. */
        Optional<String> source();
    }
}
