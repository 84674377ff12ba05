package dev.hilo.provisioning.order;

import dev.hilo.contracts.PhoneNumber;
import org.jspecify.annotations.Nullable;

/**
 * A step whose start is committed.
 *
 * @param campaignId null when any will do, empty when the number shall have none
 * @param reference the order's id, for the carrier's note
 */
record StepTask(StepName step, PhoneNumber did, @Nullable String campaignId, String reference) {
}
