package dev.hilo.provisioning.registration;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One line of the check-list.
 *
 * @param doneBy who ticked it; {@code carrier} for the one that ticks itself
 */
@Schema(name = "RegistrationStep")
@JsonInclude(JsonInclude.Include.NON_NULL)
record Step(Stage name, boolean done, @Nullable Instant doneAt, @Nullable String doneBy, @Nullable String note) {

    static Step open(Stage name) {
        return new Step(name, false, null, null, null);
    }

    /** Ticked now, or still as it was; a tick keeps its day and its name when only the note changes. */
    Step changed(boolean nowDone, @Nullable String newNote, String by, Instant at) {
        if (nowDone && done) {
            return new Step(name, true, doneAt, doneBy, newNote);
        }
        return nowDone ? new Step(name, true, at, by, newNote) : new Step(name, false, null, null, newNote);
    }
}
