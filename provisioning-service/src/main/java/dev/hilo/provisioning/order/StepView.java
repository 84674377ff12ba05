package dev.hilo.provisioning.order;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One step of an order.
 *
 * @param code the carrier's code of the last failure, else the HTTP status, else a word of ours
 * @param words the carrier's words for it
 */
@Schema(name = "OrderStep")
@JsonInclude(JsonInclude.Include.NON_NULL)
record StepView(StepName name, StepState state, int attempts, @Nullable String code, @Nullable String words,
        @Nullable Instant startedAt, @Nullable Instant finishedAt) {
}
