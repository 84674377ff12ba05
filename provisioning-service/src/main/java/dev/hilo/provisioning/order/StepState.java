package dev.hilo.provisioning.order;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hilo.contracts.provisioning.OrderRecord;

/** How far a step is. */
enum StepState {

    @JsonProperty("pending")
    PENDING,
    /** Its start is committed; after a crash it is looked at again from its beginning. */
    @JsonProperty("running")
    RUNNING,
    /** Failed for now, and tried again by itself. */
    @JsonProperty("waiting")
    WAITING, @JsonProperty("done")
    DONE,
    /** There was nothing to do. */
    @JsonProperty("skipped")
    SKIPPED,
    /** Waits for a person. */
    @JsonProperty("failed")
    FAILED;

    boolean isOver() {
        return switch (this) {
            case DONE, SKIPPED -> true;
            case PENDING, RUNNING, WAITING, FAILED -> false;
        };
    }

    OrderRecord.StepState onTheWire() {
        return switch (this) {
            case PENDING -> OrderRecord.StepState.PENDING;
            case RUNNING -> OrderRecord.StepState.RUNNING;
            case WAITING -> OrderRecord.StepState.WAITING;
            case DONE -> OrderRecord.StepState.DONE;
            case SKIPPED -> OrderRecord.StepState.SKIPPED;
            case FAILED -> OrderRecord.StepState.FAILED;
        };
    }
}
