package dev.hilo.provisioning.account;

import java.math.BigDecimal;
import java.time.Instant;

import dev.hilo.provisioning.carrier.CarrierAccount;
import org.jspecify.annotations.Nullable;

/**
 * The account as it was last read.
 *
 * @param ownThreshold where we want to be warned; null for where the carrier does
 * @param checkedAt null when it has never been read
 */
record Snapshot(CarrierAccount account, @Nullable BigDecimal ownThreshold, @Nullable Instant checkedAt) {

    /** Whether the balance is at or under the threshold, ours before the carrier's; not for one that could not be read. */
    boolean isLow() {
        var balance = account.balance();
        return balance != null && balance.compareTo(threshold()) <= 0;
    }

    private BigDecimal threshold() {
        if (ownThreshold != null) {
            return ownThreshold;
        }
        var carriers = account.lowBalanceThreshold();
        return carriers == null ? BigDecimal.ZERO : carriers;
    }
}
