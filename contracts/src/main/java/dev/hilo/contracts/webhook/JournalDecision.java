package dev.hilo.contracts.webhook;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.hilo.contracts.HiloEvent;
import org.jspecify.annotations.Nullable;

/**
 * What an admin did about a quarantined delivery or a dead letter. On the topic {@code journal.decisions}, keyed by
 * place: the newest one counts.
 *
 * @param place where the record stands that it is about: {@code topic:partition:offset}
 * @param by the user
 * @param note why, in the admin's words; a dismissal always has one
 * @param result what came of a re-drive
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonTypeName("journal.decision.v1")
public record JournalDecision(UUID id, Instant occurredAt, String place, Kind kind, String by, @Nullable String note,
        @Nullable String result) implements HiloEvent {

    /** What was done. */
    public enum Kind {
        /** It went its way once more. */
        REDRIVEN,
        /** It stays where it is, and that is all right. */
        DISMISSED;

        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
