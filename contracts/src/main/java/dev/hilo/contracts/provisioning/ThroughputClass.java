package dev.hilo.contracts.provisioning;

import java.util.Arrays;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * AT&T's classes of 10DLC campaigns, by their letters: how many segments, and how many MMS, it takes of a campaign in a
 * minute. The carriers' table of {@link PublishedRates}; where no MMS rate is published, the low-volume class's stands.
 */
public enum ThroughputClass {
    A(4_500, 2_400, "Standard, one purpose; brand score 75 to 100"), B(4_500, 2_400,
            "Standard, mixed; brand score 75 to 100"), C(2_400, 1_200,
                    "Standard, one purpose; brand score 50 to 74"), D(2_400, 1_200,
                            "Standard, mixed; brand score 50 to 74"), E(240, 150,
                                    "Standard, one purpose; brand score 1 to 49"), F(240, 150,
                                            "Standard, mixed; brand score 1 to 49"), T(75, 50,
                                                    "Low volume, mixed: under 15,000 messages a month"), W(15, 15,
                                                            "Sole proprietor", false, BrandTier.SOLE_PROPRIETOR), G(60,
                                                                    60, "Proxy; for each number", true, null), N(60, 60,
                                                                            "Agents and franchises; for each number",
                                                                            true, null), K(4_500, 50, "Political"), P(
                                                                                    2_400, 50,
                                                                                    "Charity and emergency"), S(9_000,
                                                                                            50, "Social");

    private final int smsPerMinute;
    private final int mmsPerMinute;
    private final String words;
    private final boolean perNumber;
    private final @Nullable BrandTier tier;

    ThroughputClass(int smsPerMinute, int mmsPerMinute, String words) {
        this(smsPerMinute, mmsPerMinute, words, false, null);
    }

    ThroughputClass(int smsPerMinute, int mmsPerMinute, String words, boolean perNumber, @Nullable BrandTier tier) {
        this.smsPerMinute = smsPerMinute;
        this.mmsPerMinute = mmsPerMinute;
        this.words = words;
        this.perNumber = perNumber;
        this.tier = tier;
    }

    /** Empty for a letter that is no class. */
    public static Optional<ThroughputClass> of(String letter) {
        return Arrays.stream(values()).filter(one -> one.name().equals(letter)).findFirst();
    }

    public int smsPerMinute() {
        return smsPerMinute;
    }

    public int mmsPerMinute() {
        return mmsPerMinute;
    }

    /** Who it is for. */
    public String words() {
        return words;
    }

    /** Whether the rates are meant for each number rather than for the campaign. */
    public boolean perNumber() {
        return perNumber;
    }

    /** The tier of brands whose campaigns have this class, where the class says that. */
    public Optional<BrandTier> tier() {
        return Optional.ofNullable(tier);
    }
}
