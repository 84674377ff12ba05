package dev.hilo.provisioning.carrier;

import dev.hilo.contracts.PhoneNumber;
import org.jspecify.annotations.Nullable;

/**
 * A number of ours as the carrier has it.
 *
 * @param status {@code Active}, or a porting state in which nothing can be changed; empty when it does not say
 * @param webhook the name of the webhook it points to; null on a fresh number
 * @param campaign null when it has none
 */
public record CarrierNumber(PhoneNumber did, String status, boolean sms, boolean mms, @Nullable String webhook,
        @Nullable String campaign, String rateCenter, String state) {

    /** Only an active number can be worked with; a carrier that does not say is taken at its best. */
    public boolean isActive() {
        return status.isEmpty() || status.equalsIgnoreCase("Active");
    }
}
