package dev.hilo.provisioning.order;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An order and how far it is.
 *
 * @param nextTryAt when a step that waits is tried again; absent when nothing waits
 */
@Schema(name = "NumberOrder")
@JsonInclude(JsonInclude.Include.NON_NULL)
record OrderView(UUID id, String did, OrderKind kind, OrderState state, @Nullable String campaignId, String requestedBy,
        Instant requestedAt, @Nullable Instant finishedAt, @Nullable Instant nextTryAt, List<StepView> steps) {
}
