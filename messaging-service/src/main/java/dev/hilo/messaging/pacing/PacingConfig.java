package dev.hilo.messaging.pacing;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;

/**
 * What the carriers allow. Their table stands in the contracts ({@code PublishedRates}), and later ones with their day
 * here; a limit is a number of segments, {@code 0} or {@code unlimited} for none. What is said for one campaign, brand or number wins over what is
 * said for all ({@code HILO_PACING_SMS_PER_MINUTE}, …), and that over the tables.
 */
@ConfigMapping(prefix = "hilo.pacing")
public interface PacingConfig {

    /** For every campaign. */
    Optional<Limit> smsPerMinute();

    /** For every campaign. */
    Optional<Limit> mmsPerMinute();

    /** For every brand, and for every toll-free number. */
    Optional<Limit> perDay();

    /** For every number. */
    Optional<Limit> perNumberPerMinute();

    /** The brand of campaigns of which no brand is known: the account's own. */
    @WithDefault("unknown")
    String brand();

    /** The class of campaigns of which none is known: low volume. */
    @WithDefault("T")
    String defaultClass();

    /** The tier of brands of which none is known. */
    @WithDefault("low")
    String defaultTier();

    /** The part of a day's budget that bulk leaves for live replies. */
    @WithDefault("0.2")
    double liveReserve();

    /**
     * By how much we stay below a rate by the minute: what a hand-over may be late without two coming too close. More
     * than 0.01 and a minute is not used well.
     */
    @WithDefault("0.005")
    double margin();

    /**
     * How far ahead of its slot a text is taken out of the queue, so that one is always there when a slot comes. Above
     * the time that a claim takes; a live text waits at most so long behind bulk that was taken before it.
     */
    @WithDefault("300ms")
    Duration horizon();

    /** A slot nearer than this is now: a text is handed over without asking again whether it may. */
    @WithDefault("20ms")
    Duration atOnce();

    /** Where the carrier's midnight is. */
    @WithDefault("America/Los_Angeles")
    ZoneId dayZone();

    /** The carriers' tables that came after the published one, each valid from its day until a later one is. */
    List<Table> tables();

    Map<String, Campaign> campaigns();

    Map<String, Brand> brands();

    Map<String, OwnNumber> numbers();

    /** What was published, and when. */
    interface Table {

        LocalDate validFrom();

        /** The month in which somebody last looked. */
        String asOf();

        String source();

        /** AT&T: by class, segments and MMS of a campaign per minute. */
        Map<String, Classes> classes();

        /** T-Mobile: by tier, segments and MMS of a brand per day. */
        Map<String, Limit> tiers();

        /** Verizon: segments and MMS of a number per minute. */
        Limit numberPerMinute();

        /** A toll-free number whose verification is pending, per day. */
        Limit tollFreePerDay();
    }

    /** One class of campaigns. */
    interface Classes {

        Limit sms();

        Limit mms();

        /** Whether the limits are meant for each number rather than for the campaign. */
        @WithDefault("false")
        boolean perNumber();

        /** The tier that brands of this class have, when it says that. */
        Optional<String> tier();
    }

    /** One campaign, when its class does not say it all. */
    interface Campaign {

        @WithName("class")
        Optional<String> throughputClass();

        Optional<Limit> smsPerMinute();

        Optional<Limit> mmsPerMinute();
    }

    /** One brand. */
    interface Brand {

        Optional<String> tier();

        Optional<Limit> perDay();
    }

    /** One of our numbers, in E.164. */
    interface OwnNumber {

        Optional<Limit> perMinute();

        /** For a number without a campaign: toll-free, verified. */
        Optional<Limit> perDay();
    }
}
