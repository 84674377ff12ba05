package dev.hilo.contracts.provisioning;

import java.time.LocalDate;

/**
 * The carriers' rates as resellers publish them (Telnyx, "10DLC rate limits"; Bandwidth, "AT&T 10DLC"; Pinnacle, "Rate
 * limits"; Twilio 1260804800549): {@link ThroughputClass}, {@link BrandTier}, and what belongs to neither. They are data
 * with a date: messaging's settings take a later table beside this one.
 */
public final class PublishedRates {

    /** The day from which they hold. */
    public static final LocalDate VALID_FROM = LocalDate.of(2025, 2, 1);
    /** The month in which somebody last looked. */
    public static final String AS_OF = "2026-11";
    public static final String SOURCE = "AT&T classes, T-Mobile tiers and Verizon as resellers publish them";
    /** Verizon, of one number in a minute. It publishes nothing; this is the safe reading. */
    public static final int NUMBER_PER_MINUTE = 60;
    /** A toll-free number whose verification is pending, in a day. */
    public static final int TOLL_FREE_PER_DAY = 2_000;

    private PublishedRates() {
    }
}
