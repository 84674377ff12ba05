package dev.hilo.provisioning.order;

import java.time.Duration;
import java.util.Optional;

import dev.hilo.provisioning.carrier.CarrierFailure;
import dev.hilo.provisioning.carrier.CarrierFailure.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class RetryPolicyTest {

    private final RetryPolicy policy = new RetryPolicy(TestedRetry.DEFAULTS);

    @ParameterizedTest
    @CsvSource(textBlock = """
            BUY,              NOT_FOUND, false
            BUY,              CONFLICT,  false
            ENABLE_MESSAGING, NOT_FOUND, true
            ENABLE_MESSAGING, CONFLICT,  false
            ENSURE_WEBHOOK,   NOT_FOUND, false
            ENSURE_WEBHOOK,   CONFLICT,  false
            ASSIGN_WEBHOOK,   NOT_FOUND, true
            ASSIGN_WEBHOOK,   CONFLICT,  true
            ASSIGN_CAMPAIGN,  NOT_FOUND, false
            ASSIGN_CAMPAIGN,  CONFLICT,  false
            VERIFY,           NOT_FOUND, true
            VERIFY,           CONFLICT,  true
            GIVE_BACK,        NOT_FOUND, false
            GIVE_BACK,        CONFLICT,  false
            VERIFY_RELEASED,  CONFLICT,  true
            """)
    void takesANoForNotYetOnlyWhereTheCarrierNeedsTime(StepName step, Kind kind, boolean again) {
        assertThat(pause(step, kind, 1).isPresent()).isEqualTo(again);
    }

    @ParameterizedTest
    @EnumSource(StepName.class)
    void waitsForPersonsWhereOnlyTheyCanHelp(StepName step) {
        assertThat(pause(step, Kind.REFUSED, 1)).isEmpty();
        assertThat(pause(step, Kind.UNAUTHORIZED, 1)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(StepName.class)
    void triesAgainWhileTheCarrierIsAwayUnclearOrBusy(StepName step) {
        assertThat(pause(step, Kind.NOT_SENT, 1)).isPresent();
        assertThat(pause(step, Kind.UNCERTAIN, 1)).isPresent();
        assertThat(pause(step, Kind.BUSY, 1)).isPresent();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            1,  500
            2,  1000
            3,  2000
            7,  32000
            8,  60000
            11, 60000
            """)
    void doublesItsPausesUpToTheLongest(int attempts, long millis) {
        assertThat(pause(StepName.BUY, Kind.NOT_SENT, attempts)).contains(Duration.ofMillis(millis));
    }

    @Test
    void givesUpInTheEnd() {
        assertThat(pause(StepName.BUY, Kind.NOT_SENT, 12)).isEmpty();
        assertThat(pause(StepName.VERIFY, Kind.CONFLICT, 6)).isPresent();
        assertThat(pause(StepName.VERIFY, Kind.CONFLICT, 7)).isEmpty();
    }

    @Test
    void spreadsItsPauses() {
        var failure = CarrierFailure.of(Kind.BUSY, "http-429", "");

        assertThat(policy.pauseAfter(StepName.BUY, failure, 1, 0)).contains(Duration.ofMillis(400));
        assertThat(policy.pauseAfter(StepName.BUY, failure, 1, 1)).contains(Duration.ofMillis(600));
    }

    private Optional<Duration> pause(StepName step, Kind kind, int attempts) {
        return policy.pauseAfter(step, CarrierFailure.of(kind, "code", "words"), attempts, 0.5);
    }

    private enum TestedRetry implements OrderConfig.Retry {
        DEFAULTS;

        @Override
        public int attempts() {
            return 12;
        }

        @Override
        public int settling() {
            return 7;
        }

        @Override
        public Duration pause() {
            return Duration.ofMillis(500);
        }

        @Override
        public Duration longest() {
            return Duration.ofSeconds(60);
        }
    }
}
