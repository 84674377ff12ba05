package dev.hilo.messaging.simulation;

import java.time.Duration;
import java.util.SplittableRandom;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A million steps of the rules of sending, receipts, consent and pacing in virtual time, and the proof that a broken
 * rule would be seen: with each of the planted bugs a promise is broken. Another seed: {@code -Dhilo.simulation.seed=…}.
 */
class SimulationTest {

    private static final long SEED = Long.getLong("hilo.simulation.seed", 20_261_122L);
    private static final long STEPS = Long.getLong("hilo.simulation.steps", 1_000_000L);
    /** Of each world; then it is played to its end. */
    private static final int WORLD = 1_500;
    private static final long ENOUGH_FOR_A_BUG = 1_000_000;

    private record Found(long steps, @Nullable Broken promise) {
    }

    @Test
    void aMillionStepsBreakNoPromise() {
        var began = System.nanoTime();

        var found = play(SEED, null, STEPS);

        System.out.printf("simulation: %,d steps in %,d ms, seed %d%n", found.steps(),
                Duration.ofNanos(System.nanoTime() - began).toMillis(), SEED);
        assertThat(found.promise()).isNull();
        assertThat(found.steps()).isGreaterThanOrEqualTo(STEPS);
    }

    @ParameterizedTest
    @EnumSource
    void everyPlantedBugIsFound(Bug bug) {
        var found = play(SEED, bug, ENOUGH_FOR_A_BUG);

        assertThat(found.promise()).as("%s was not found in %d steps", bug, found.steps()).isNotNull();
        System.out.printf("simulation: %s after %,d steps: %s%n", bug, found.steps(),
                found.promise().getMessage().lines().findFirst().orElse(""));
    }

    private static Found play(long seed, @Nullable Bug bug, long wanted) {
        var worlds = new SplittableRandom(seed);
        var steps = 0L;
        while (steps < wanted) {
            var worldSeed = worlds.nextLong();
            var world = new Simulation(worldSeed, bug);
            try {
                steps += world.play(WORLD);
            } catch (Broken promise) {
                if (bug == null) {
                    System.out.printf("simulation: seed %d, world %d, after %,d steps%n%s%n", seed, worldSeed, steps,
                            promise.getMessage());
                }
                return new Found(steps + world.steps(), promise);
            }
        }
        return new Found(steps, null);
    }
}
