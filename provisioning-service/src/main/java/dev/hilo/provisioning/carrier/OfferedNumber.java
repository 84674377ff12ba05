package dev.hilo.provisioning.carrier;

import java.math.BigDecimal;

import dev.hilo.contracts.PhoneNumber;
import org.jspecify.annotations.Nullable;

/**
 * A number for sale. Prices are in US dollars and null when the carrier does not say or says something unreadable.
 *
 * @param rateCenter as the carrier spells it, usually in upper case; may be empty
 * @param state two letters; may be empty
 */
public record OfferedNumber(PhoneNumber did, String rateCenter, String state, @Nullable BigDecimal monthly,
        @Nullable BigDecimal setup, @Nullable BigDecimal perMinute) {
}
