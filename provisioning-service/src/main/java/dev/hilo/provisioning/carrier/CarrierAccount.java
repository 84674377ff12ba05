package dev.hilo.provisioning.carrier;

import java.math.BigDecimal;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * The account, without its secrets.
 *
 * @param balance US dollars; null when unreadable
 * @param lowBalanceThreshold where the carrier starts to warn; null when unreadable
 * @param services by the carrier's names, in its order: whether each is enabled
 */
public record CarrierAccount(@Nullable BigDecimal balance, @Nullable BigDecimal lowBalanceThreshold,
        Map<String, Boolean> services) {
}
