package dev.hilo.messaging.report;

import java.time.Duration;
import java.time.ZoneId;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Reports on our numbers. */
@ConfigMapping(prefix = "hilo.report")
interface ReportConfig {

    /**
     * Where the contact centre's day and week are lived. People write by their clock, so a rhythm in UTC would be an hour
     * off after each change to summer time, and a number silent that is not.
     */
    ZoneId zone();

    /** How often changes are looked for; longer when looking took long, so that it never takes a processor's twentieth. */
    @WithDefault("10S")
    Duration every();

    /**
     * How far back each look reaches before the last one. A change carries the time at which its transaction began, by the
     * clock of its instance, and is seen when it commits.
     */
    @WithDefault("5M")
    Duration overlap();

    /** A number is silent when it should have had so many texts since the last one. */
    @WithDefault("8")
    int silentAt();

    /** And when nothing came for so long: a minute's quiet of a busy number says nothing yet. */
    @WithDefault("15M")
    Duration silentAfter();

    /** How many texts a ratio needs to say something. */
    @WithDefault("20")
    int ratioFrom();
}
