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
 * One of our numbers as it stands: the topic {@code number.records}, compacted by number.
 *
 * @param campaignId the 10DLC campaign; a long code without one must not send
 * @param teams who may see it; nobody but managers when empty
 * @param color as {@code #rrggbb}; absent for a number that nobody gave one
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonTypeName("number.record.v1")
public record NumberRecord(UUID id, Instant occurredAt, PhoneNumber did, String name, State state, boolean smsEnabled,
        boolean mmsEnabled, @Nullable String campaignId, List<String> teams,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String color) implements HiloEvent {

    /** How far the number has come. */
    public enum State {
        /** Being bought or configured. */
        PROVISIONING,
        /** Read back from the carrier and as wanted. */
        ACTIVE,
        /** A step of its provisioning failed and waits for a person. */
        FAILED,
        /** Given back soon: nothing is sent from it any more, and what contacts write still arrives. */
        RELEASING,
        /** Given back; its threads stay readable. */
        RELEASED;

        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
