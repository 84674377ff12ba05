package dev.hilo.provisioning.search;

import java.math.BigDecimal;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hilo.provisioning.carrier.OfferedNumber;
import org.jspecify.annotations.Nullable;

/** A number for sale. Prices are in US dollars, as the carrier says now; absent when it does not. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AvailableNumber(String did, String ratecenter, String state, @Nullable BigDecimal monthlyPrice,
        @Nullable BigDecimal setupPrice, @Nullable BigDecimal perMinutePrice) {

    static AvailableNumber of(OfferedNumber offer) {
        return new AvailableNumber(offer.did().value(), offer.rateCenter(), offer.state(), offer.monthly(),
                offer.setup(), offer.perMinute());
    }
}
