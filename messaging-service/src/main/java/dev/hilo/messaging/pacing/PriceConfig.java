package dev.hilo.messaging.pacing;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

import dev.hilo.contracts.PhoneNumber;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import org.jspecify.annotations.Nullable;

/**
 * What sending costs here, carriers' fees included. The carrier publishes no prices of texts, so nothing is known until
 * somebody says it ({@code HILO_PRICE_SEGMENT}, {@code HILO_PRICE_MMS}). What is said for one number or campaign wins
 * over what is said for all.
 */
@ConfigMapping(prefix = "hilo.price")
interface PriceConfig {

    /** As ISO 4217 has it. */
    @WithDefault("USD")
    String currency();

    /** One segment of a text. */
    Optional<BigDecimal> segment();

    /** One message with media, however long its text is. */
    Optional<BigDecimal> mms();

    /** By campaign: a fee depends on its class. */
    Map<String, Own> campaigns();

    /** By number, in E.164: toll-free ones cost otherwise. */
    Map<String, Own> numbers();

    /** What is said for one of them. */
    interface Own {

        Optional<BigDecimal> segment();

        Optional<BigDecimal> mms();
    }

    /** What a text from a number costs; null when nobody has said. */
    static @Nullable Price of(PriceConfig config, PhoneNumber did, @Nullable String campaign) {
        var number = Optional.ofNullable(config.numbers().get(did.value()));
        var group = Optional.ofNullable(campaign).map(config.campaigns()::get);
        var segment = number.flatMap(Own::segment).or(() -> group.flatMap(Own::segment)).or(config::segment);
        var mms = number.flatMap(Own::mms).or(() -> group.flatMap(Own::mms)).or(config::mms);
        return segment.isEmpty() && mms.isEmpty()
                ? null
                : new Price(config.currency(), segment.orElse(null), mms.orElse(null));
    }
}
