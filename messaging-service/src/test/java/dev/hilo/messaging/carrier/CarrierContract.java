package dev.hilo.messaging.carrier;

import java.time.Duration;
import java.util.List;

import dev.hilo.contracts.PhoneNumber;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What every carrier owes the queue, the fake and the real adapter alike. */
interface CarrierContract {

    /** How the other side behaves. */
    enum Mood {
        WELL, RATE_LIMITED, FORBIDDEN, FAILED_INSIDE_200, HTML_500, BREAKS_OFF, SILENT_AFTER_ACCEPTING
    }

    Carrier carrierThatIs(Mood mood);

    /** From a number that the carrier knows, to anybody. */
    CarrierMessage message(String text);

    private Outcome outcomeOf(Mood mood) {
        return carrierThatIs(mood).send(message("Hello")).await().atMost(Duration.ofSeconds(30)).outcome();
    }

    @Test
    default void acceptsAndGivesAReference() {
        assertThat(outcomeOf(Mood.WELL)).isInstanceOfSatisfying(Outcome.Accepted.class,
                accepted -> assertThat(accepted.refId()).isNotBlank());
    }

    @Test
    default void refusesForGoodWithWords() {
        assertThat(outcomeOf(Mood.FORBIDDEN)).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    default void refusesInsideASuccess() {
        assertThat(outcomeOf(Mood.FAILED_INSIDE_200)).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    default void asksToComeAgain() {
        assertThat(outcomeOf(Mood.RATE_LIMITED)).isInstanceOfSatisfying(Outcome.NotAccepted.class,
                not -> assertThat(not.reason()).isEqualTo(Outcome.Reason.RATE_LIMITED));
    }

    @Test
    default void doesNotKnowAfterATroubledAnswer() {
        assertThat(outcomeOf(Mood.HTML_500)).isInstanceOf(Outcome.Unknown.class);
    }

    @Test
    default void doesNotKnowAfterABrokenConnection() {
        assertThat(outcomeOf(Mood.BREAKS_OFF)).isInstanceOf(Outcome.Unknown.class);
    }

    @Test
    default void doesNotKnowAfterSilence() {
        assertThat(outcomeOf(Mood.SILENT_AFTER_ACCEPTING)).isInstanceOf(Outcome.Unknown.class);
    }

    static CarrierMessage aMessage(PhoneNumber from, PhoneNumber to, String text) {
        return new CarrierMessage(from, to, text, List.of());
    }
}
