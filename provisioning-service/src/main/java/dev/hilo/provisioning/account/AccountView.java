package dev.hilo.provisioning.account;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The account as managers see it; amounts in US dollars, absent when the carrier's could not be read.
 *
 * @param lowBalanceThreshold the carrier's
 * @param ownThreshold ours, which wins; absent when nobody has set one
 * @param low whether the balance is at or under the threshold; at nothing, the carrier refuses everything
 * @param services by the carrier's names: whether each is enabled
 * @param checkedAt when the carrier said so; a while ago when it cannot be asked
 */
@Schema(name = "Account")
@JsonInclude(JsonInclude.Include.NON_NULL)
record AccountView(@Nullable BigDecimal balance, @Nullable BigDecimal lowBalanceThreshold,
        @Nullable BigDecimal ownThreshold, boolean low, Map<String, Boolean> services, @Nullable Instant checkedAt) {

    static AccountView of(Snapshot snapshot) {
        var account = snapshot.account();
        return new AccountView(account.balance(), account.lowBalanceThreshold(), snapshot.ownThreshold(),
                snapshot.isLow(), account.services(), snapshot.checkedAt());
    }
}
