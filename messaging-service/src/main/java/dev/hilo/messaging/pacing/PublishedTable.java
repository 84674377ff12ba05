package dev.hilo.messaging.pacing;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.hilo.contracts.provisioning.BrandTier;
import dev.hilo.contracts.provisioning.PublishedRates;
import dev.hilo.contracts.provisioning.ThroughputClass;

/** The carriers' table that every service knows, as a table of the settings. */
final class PublishedTable implements PacingConfig.Table {

    static final PacingConfig.Table TODAY = new PublishedTable();

    private final Map<String, PacingConfig.Classes> classes = Arrays.stream(ThroughputClass.values())
            .collect(Collectors.toUnmodifiableMap(Enum::name, PublishedClass::new));
    private final Map<String, Limit> tiers = Arrays.stream(BrandTier.values())
            .collect(Collectors.toUnmodifiableMap(BrandTier::wire, tier -> new Limit(tier.perDay())));

    private PublishedTable() {
    }

    @Override
    public LocalDate validFrom() {
        return PublishedRates.VALID_FROM;
    }

    @Override
    public String asOf() {
        return PublishedRates.AS_OF;
    }

    @Override
    public String source() {
        return PublishedRates.SOURCE;
    }

    @Override
    public Map<String, PacingConfig.Classes> classes() {
        return classes;
    }

    @Override
    public Map<String, Limit> tiers() {
        return tiers;
    }

    @Override
    public Limit numberPerMinute() {
        return new Limit(PublishedRates.NUMBER_PER_MINUTE);
    }

    @Override
    public Limit tollFreePerDay() {
        return new Limit(PublishedRates.TOLL_FREE_PER_DAY);
    }

    private record PublishedClass(ThroughputClass letter) implements PacingConfig.Classes {

        @Override
        public Limit sms() {
            return new Limit(letter.smsPerMinute());
        }

        @Override
        public Limit mms() {
            return new Limit(letter.mmsPerMinute());
        }

        @Override
        public boolean perNumber() {
            return letter.perNumber();
        }

        @Override
        public Optional<String> tier() {
            return letter.tier().map(BrandTier::wire);
        }
    }
}
