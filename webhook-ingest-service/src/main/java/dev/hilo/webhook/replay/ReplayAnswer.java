package dev.hilo.webhook.replay;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * What reading again showed.
 *
 * @param read deliveries
 * @param items those that are not the same, at most 500
 * @param emitted events
 * @param next the cursor to go on with
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ReplayAnswer(boolean dryRun, int read, Counts counts, List<Compare.Finding> items, int emitted,
        @Nullable String next) {

    /** @param gone deliveries that were named and that the journal does not have, or no longer */
    record Counts(int same, int changed, @JsonProperty("new") int fresh,
            int stillQuarantined, int gone) {
    }
}
