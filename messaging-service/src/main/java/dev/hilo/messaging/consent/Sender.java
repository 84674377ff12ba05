package dev.hilo.messaging.consent;

import dev.hilo.contracts.PhoneNumber;
import org.jspecify.annotations.Nullable;

/** One of our numbers with what it stands for in the registry. */
record Sender(PhoneNumber did, @Nullable String campaignId, @Nullable String brandId) {
}
