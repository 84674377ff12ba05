package dev.hilo.chat.frame;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hilo.contracts.PhoneNumber;
import dev.hilo.contracts.provisioning.OrderRecord;
import org.jspecify.annotations.Nullable;

/** An order in the shape in which provisioning-service answers it, so that either may take the place of the other. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OrderShown(UUID id, PhoneNumber did, String kind, OrderRecord.State state, @Nullable String campaignId,
        String requestedBy, Instant requestedAt, @Nullable Instant finishedAt, @Nullable Instant nextTryAt,
        List<OrderRecord.Step> steps) {

    public static OrderShown of(OrderRecord record) {
        return new OrderShown(record.orderId(), record.did(), record.kind(), record.state(), record.campaignId(),
                record.requestedBy(), record.requestedAt(), record.finishedAt(), record.nextTryAt(), record.steps());
    }
}
