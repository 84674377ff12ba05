package dev.hilo.messaging.pacing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

import dev.hilo.contracts.PhoneNumber;
import org.jspecify.annotations.Nullable;

/** Reads the configuration for one number at one moment. */
final class Rates {

    /**
     * What is known of a number.
     *
     * @param throughputClass AT&T's letter for its campaign
     */
    record Registered(PhoneNumber did, @Nullable String campaign, @Nullable String brand,
            @Nullable String throughputClass) {
    }

    private final PacingConfig config;

    Rates(PacingConfig config) {
        this.config = config;
    }

    Route of(Registered number, Instant now) {
        var table = tableAt(now);
        var campaign = number.campaign();
        return campaign == null ? withoutCampaign(number, table) : ofCampaign(number, campaign, table);
    }

    private Route ofCampaign(Registered number, String campaign, PacingConfig.Table table) {
        var own = Optional.ofNullable(config.campaigns().get(campaign));
        var letter = own.flatMap(PacingConfig.Campaign::throughputClass)
                .or(() -> Optional.ofNullable(number.throughputClass()))
                .filter(table.classes()::containsKey)
                .orElseGet(config::defaultClass);
        var known = table.classes().get(letter);
        if (known == null) {
            throw new IllegalStateException("hilo.pacing.tables has no class " + letter);
        }
        var sms = own.flatMap(PacingConfig.Campaign::smsPerMinute).or(config::smsPerMinute)
                .orElseGet(() -> known.perNumber() ? Limit.UNLIMITED : known.sms());
        var mms = own.flatMap(PacingConfig.Campaign::mmsPerMinute).or(config::mmsPerMinute)
                .orElseGet(() -> known.perNumber() ? Limit.UNLIMITED : known.mms());
        var each = perMinute(number.did()).orElseGet(() -> known.perNumber()
                ? table.numberPerMinute().and(known.sms())
                : table.numberPerMinute());
        return route(number.did(), campaign, sms, mms, each, brand(number, known, table));
    }

    private Route.Day brand(Registered number, PacingConfig.Classes known, PacingConfig.Table table) {
        var brand = number.brand() == null ? config.brand() : number.brand();
        var own = Optional.ofNullable(config.brands().get(brand));
        var tier = own.flatMap(PacingConfig.Brand::tier).or(known::tier).filter(table.tiers()::containsKey)
                .orElseGet(config::defaultTier);
        var limit = own.flatMap(PacingConfig.Brand::perDay).or(config::perDay)
                .orElseGet(() -> Optional.ofNullable(table.tiers().get(tier)).orElseThrow(
                        () -> new IllegalStateException("hilo.pacing.tables has no tier " + tier)));
        return day("brand:" + brand, limit);
    }

    private Route withoutCampaign(Registered number, PacingConfig.Table table) {
        var did = number.did();
        var limit = Optional.ofNullable(config.numbers().get(did.value())).flatMap(PacingConfig.OwnNumber::perDay)
                .or(config::perDay).orElseGet(table::tollFreePerDay);
        return route(did, null, Limit.UNLIMITED, Limit.UNLIMITED,
                perMinute(did).orElseGet(table::numberPerMinute), day("number-day:" + did.value(), limit));
    }

    private Optional<Limit> perMinute(PhoneNumber did) {
        return Optional.ofNullable(config.numbers().get(did.value())).flatMap(PacingConfig.OwnNumber::perMinute)
                .or(config::perNumberPerMinute);
    }

    private Route route(PhoneNumber did, @Nullable String campaign, Limit sms, Limit mms, Limit each, Route.Day day) {
        return new Route(did, campaign, rate("campaign-sms:" + campaign, sms), rate("campaign-mms:" + campaign, mms),
                rate("number:" + did.value(), each), day);
    }

    private Route.Rate rate(String key, Limit limit) {
        return new Route.Rate(key, limit, Tempo.of(limit, config.margin()));
    }

    private Route.Day day(String key, Limit limit) {
        return new Route.Day(key, limit, config.liveReserve(), config.dayZone());
    }

    private PacingConfig.Table tableAt(Instant now) {
        var today = LocalDate.ofInstant(now, config.dayZone());
        return Stream.concat(Stream.of(PublishedTable.TODAY), config.tables().stream())
                .filter(table -> !table.validFrom().isAfter(today))
                .max(Comparator.comparing(PacingConfig.Table::validFrom))
                .orElseThrow(() -> new IllegalStateException("there is no table of rates for " + today));
    }
}
