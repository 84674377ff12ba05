package dev.hilo.provisioning.order;

import com.fasterxml.jackson.annotation.JsonProperty;

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
}
