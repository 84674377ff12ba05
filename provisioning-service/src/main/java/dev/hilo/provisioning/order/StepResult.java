package dev.hilo.provisioning.order;

import dev.hilo.provisioning.carrier.CarrierFailure;
import dev.hilo.provisioning.carrier.CarrierNumber;

/** How one try of a step ended. */
sealed interface StepResult {

    record Done() implements StepResult {
    }

    /** Read back and as wanted. */
    record Verified(CarrierNumber actual) implements StepResult {
    }

    record Skipped() implements StepResult {
    }

    /** The number was sold to somebody else: no retry can change that. */
    record Gone(String code, String words) implements StepResult {
    }

    record Failed(CarrierFailure failure) implements StepResult {
    }
}
