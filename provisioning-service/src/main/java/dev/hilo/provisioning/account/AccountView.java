package dev.hilo.provisioning.account;

import java.math.BigDecimal;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hilo.provisioning.carrier.CarrierAccount;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The account as managers see it; amounts in US dollars, absent when the carrier's could not be read.
 *
 * @param low whether the balance is at or under the threshold; at nothing, the carrier refuses everything
 * @param services by the carrier's names: whether each is enabled
 */
@Schema(name = "Account")
@JsonInclude(JsonInclude.Include.NON_NULL)
record AccountView(@Nullable BigDecimal balance, @Nullable BigDecimal lowBalanceThreshold, boolean low,
        Map<String, Boolean> services) {

    static AccountView of(CarrierAccount account) {
        return new AccountView(account.balance(), account.lowBalanceThreshold(),
                isLow(account.balance(), account.lowBalanceThreshold()), account.services());
    }

    private static boolean isLow(@Nullable BigDecimal balance, @Nullable BigDecimal threshold) {
        return balance != null && balance.compareTo(threshold == null ? BigDecimal.ZERO : threshold) <= 0;
    }
}
