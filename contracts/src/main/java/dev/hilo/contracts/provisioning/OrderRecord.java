package dev.hilo.contracts.provisioning;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.hilo.contracts.HiloEvent;
import dev.hilo.contracts.PhoneNumber;
import org.jspecify.annotations.Nullable;

/**
 * An order for one of our numbers as it stands after a change: the topic {@code number.orders}. Under each number the
 * records stand in the order of the changes; each is complete.
 * <p>
 * What is done with a number, and by which steps, grows with time, so both are words: a reader shows one that it does
 * not know as it is.
 *
 * @param kind {@code provision}, {@code adopt}, {@code repair}, {@code move}, {@code release}
 * @param campaignId the 10DLC campaign that is wanted
 * @param requestedBy the user
 * @param finishedAt when it ended; absent while it is open
 * @param nextTryAt when a step that waits goes on; absent when none waits
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonTypeName("number.order.v1")
public record OrderRecord(UUID id, Instant occurredAt, UUID orderId, PhoneNumber did, String kind, State state,
        @Nullable String campaignId, String requestedBy, Instant requestedAt, @Nullable Instant finishedAt,
        @Nullable Instant nextTryAt, List<Step> steps) implements HiloEvent {

    /**
     * One step, in the order in which they are done.
     *
     * @param name {@code buy}, {@code recognise}, {@code enable-messaging}, {@code ensure-webhook},
     *        {@code assign-webhook}, {@code assign-campaign}, {@code verify}; {@code cool-down}, {@code give-back},
     *        {@code verify-released}
     * @param code the carrier's code of the last failure, else the HTTP status, else a word of ours
     * @param words the carrier's words for it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Step(String name, StepState state, int attempts, @Nullable String code, @Nullable String words,
            @Nullable Instant startedAt, @Nullable Instant finishedAt) {
    }

    /** How far an order is; the first two are open. */
    public enum State {
        RUNNING,
        /** A step waits for a person. */
        FAILED, DONE,
        /** The number was sold to somebody else. */
        GONE,
        /** Put aside for another order, or taken back. */
        CANCELLED;

        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How far a step is. */
    public enum StepState {
        PENDING, RUNNING,
        /** Goes on by itself at the order's {@code nextTryAt}. */
        WAITING, DONE,
        /** There was nothing to do. */
        SKIPPED,
        /** Waits for a person. */
        FAILED;

        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
