package dev.hilo.provisioning.number;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hilo.provisioning.carrier.CarrierNumber;
import org.jspecify.annotations.Nullable;

/**
 * A number that the account has and that we do not manage.
 *
 * @param status the carrier's word; only an active number can be adopted
 * @param webhook the name of the webhook it points to, perhaps another system's
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record UnmanagedNumber(String did, String status, boolean active, boolean smsEnabled, boolean mmsEnabled,
        @Nullable String webhook, @Nullable String campaignId, String rateCenter, String region) {

    static UnmanagedNumber of(CarrierNumber number) {
        return new UnmanagedNumber(number.did().value(), number.status(), number.isActive(), number.sms(),
                number.mms(), number.webhook(), number.campaign(), number.rateCenter(), number.state());
    }
}
