package dev.hilo.contracts.provisioning;

import java.util.Locale;

/**
 * What T-Mobile takes of a brand in a day, in segments and MMS, whatever the number of its campaigns. The tier follows from
 * the brand's vetting score.
 */
public enum BrandTier {
    /** Score 75 to 100, and companies of the Russell 3000. */
    TOP(200_000),
    /** Score 50 to 74. */
    HIGH_MID(40_000),
    /** Score 25 to 49. */
    LOW_MID(10_000),
    /** Score 1 to 24, not vetted, or low volume. */
    LOW(2_000), SOLE_PROPRIETOR(1_000);

    private final int perDay;

    BrandTier(int perDay) {
        this.perDay = perDay;
    }

    public int perDay() {
        return perDay;
    }

    /** As settings name it: {@code high-mid}. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
