package dev.hilo.provisioning.order;

import dev.hilo.contracts.PhoneNumber;
import dev.hilo.platform.failpoint.StepSubject;
import org.jspecify.annotations.Nullable;

/**
 * A step whose start is committed.
 *
 * @param campaignId null when any will do, empty when the number shall have none
 * @param reference the order's id, for the carrier's note
 */
record StepTask(StepName step, PhoneNumber did, @Nullable String campaignId, String reference) implements StepSubject {

    @Override
    public String part() {
        return step.wire();
    }

    @Override
    public String about() {
        return did.value();
    }
}
