package dev.hilo.webhook.decision;

import java.time.Instant;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hilo.contracts.webhook.JournalDecision;
import org.jspecify.annotations.Nullable;

/** A decision as lists show it, beside the place that it is about. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DecisionView(JournalDecision.Kind kind, String by, Instant at, @Nullable String note,
        @Nullable String result) {

    static DecisionView of(JournalDecision decision) {
        return new DecisionView(decision.kind(), decision.by(), decision.occurredAt(), decision.note(),
                decision.result());
    }
}
