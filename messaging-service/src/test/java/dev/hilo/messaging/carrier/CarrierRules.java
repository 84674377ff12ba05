package dev.hilo.messaging.carrier;

import java.time.Instant;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/** The door through which a simulation asks the real {@link OutcomeRule}. */
public final class CarrierRules {

    private static final OutcomeRule RULE = new OutcomeRule(Set.of());

    private CarrierRules() {
    }

    public static Outcome of(int status, String body, @Nullable String retryAfter, Instant now) {
        return RULE.of(status, body, retryAfter, now);
    }

    public static Outcome of(Throwable failure) {
        return OutcomeRule.of(OutcomeRule.kindOf(failure));
    }
}
