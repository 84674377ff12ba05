package dev.hilo.provisioning.carrier;

import java.util.List;

import dev.hilo.contracts.PhoneNumber;
import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/**
 * The carrier that our numbers live at. Every call ends with what was asked for or fails with a
 * {@link CarrierFailure}; "nothing found" is an empty list. None of them retries by itself.
 */
public interface Carrier {

    /**
     * Numbers for sale in an area code, the carrier's own order.
     *
     * @param nxx the exchange, or null for the whole area code
     */
    Uni<List<OfferedNumber>> offers(int npa, @Nullable Integer nxx);

    /**
     * Buys one number. The carrier takes no idempotency key: ask {@link #numbers} first when an earlier purchase may
     * have gone through.
     *
     * @param reference our order's id, kept by the carrier as a note
     */
    Uni<Purchase> buy(PhoneNumber did, String reference);

    /** The record of one number of ours; empty when it is not ours (any more). */
    Uni<List<CarrierNumber>> numbers(PhoneNumber did);

    /** Every number of the account. The carrier has no paging: what is beyond the limit that was asked for is not told. */
    Uni<NumberList> allNumbers();

    /** The numbers of the account that are in that campaign, up to the same limit. */
    Uni<List<CarrierNumber>> numbersIn(String campaign);

    /** Changes only what the settings name. */
    Uni<Void> change(PhoneNumber did, NumberSettings settings);

    /** Gives a number back. Fails with {@code NOT_FOUND} when it is not ours. */
    Uni<Void> release(PhoneNumber did);

    /** The webhook of that name; empty when there is none. */
    Uni<List<CarrierWebhook>> webhooks(String name);

    /** Creates or replaces the webhook of that name. It may take seconds until a number can point to a new one. */
    Uni<Void> putWebhook(CarrierWebhook webhook);

    Uni<List<CarrierCampaign>> campaigns();

    Uni<CarrierAccount> account();
}
