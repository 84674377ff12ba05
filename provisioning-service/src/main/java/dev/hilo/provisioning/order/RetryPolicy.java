package dev.hilo.provisioning.order;

import java.time.Duration;
import java.util.Optional;

import dev.hilo.provisioning.carrier.CarrierFailure;
import dev.hilo.provisioning.carrier.CarrierFailure.Kind;

/** Whether a failed step is tried again by itself, and when. Every step looks before it acts, so repeating is safe. */
final class RetryPolicy {

    private final OrderConfig.Retry config;

    RetryPolicy(OrderConfig.Retry config) {
        this.config = config;
    }

    /**
     * @param attempts how often the step has been tried, this time included
     * @param chance from 0 to 1: spreads the pauses by a fifth either way, so that orders do not march in step
     * @return the pause before the next try; empty when it waits for a person
     */
    Optional<Duration> pauseAfter(StepName step, CarrierFailure failure, int attempts, double chance) {
        if (attempts >= limit(step, failure.kind())) {
            return Optional.empty();
        }
        var pause = spread(doubled(attempts), chance);
        var asked = failure.retryAfter();
        return Optional.of(asked != null && asked.compareTo(pause) > 0 ? asked : pause);
    }

    private int limit(StepName step, Kind kind) {
        return switch (kind) {
            case NOT_SENT, UNCERTAIN, BUSY -> config.attempts();
            case NOT_FOUND, CONFLICT -> settles(step, kind) ? config.settling() : 0;
            case UNAUTHORIZED, REFUSED -> 0;
        };
    }

    /** Where "no" may only mean "not yet": a bought number or a new webhook takes seconds to be known everywhere. */
    private static boolean settles(StepName step, Kind kind) {
        return switch (step) {
            case ASSIGN_WEBHOOK, VERIFY, VERIFY_RELEASED -> true;
            case ENABLE_MESSAGING -> kind == Kind.NOT_FOUND;
            case BUY, RECOGNISE, ENSURE_WEBHOOK, ASSIGN_CAMPAIGN, COOL_DOWN, GIVE_BACK -> false;
        };
    }

    private Duration doubled(int attempts) {
        var factor = 1L << Math.min(attempts - 1, 20);
        var pause = config.pause().multipliedBy(factor);
        return pause.compareTo(config.longest()) > 0 ? config.longest() : pause;
    }

    private static Duration spread(Duration pause, double chance) {
        return Duration.ofMillis(Math.round(pause.toMillis() * (0.8 + 0.4 * chance)));
    }
}
