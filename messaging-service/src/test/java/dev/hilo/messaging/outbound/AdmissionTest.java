package dev.hilo.messaging.outbound;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

import dev.hilo.contracts.messaging.MessageView.Reason;
import dev.hilo.contracts.messaging.MessageView.Waiting;
import dev.hilo.messaging.consent.Verdict;
import dev.hilo.messaging.outbound.Admission.Applicant;
import dev.hilo.messaging.outbound.Admission.AtNight;
import dev.hilo.messaging.outbound.Admission.Granted;
import dev.hilo.messaging.outbound.Admission.OptedOut;
import dev.hilo.messaging.queue.Lane;
import dev.hilo.messaging.quiet.QuietHours.Quiet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

class AdmissionTest {

    private static final Instant NOW = Instant.parse("2026-11-22T14:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(3600);
    private static final Instant MORNING = NOW.plusSeconds(8 * 3600);
    private static final Quiet NIGHT = new Quiet(MORNING, ZoneId.of("America/New_York"), "federal");
    private static final Duration VALIDITY = Duration.ofHours(4);
    private static final Verdict PASSES = new Verdict.Passes();
    private static final Verdict SILENCED = new Verdict.Silenced(NOW.minusSeconds(60));
    private static final Verdict HELD = new Verdict.Held(NOW.minusSeconds(60));

    /** The whole table: who, when, the contact's word, the hour, the carrier; and what the text waits for, or why not. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            # lane, scheduled, wrote just now, verdict, night, resting → outcome
            LIVE, false, false, PASSES,   false, false, TURN
            LIVE, false, true,  PASSES,   false, false, TURN
            LIVE, false, true,  PASSES,   true,  false, TURN
            LIVE, false, false, PASSES,   true,  false, night
            LIVE, false, false, PASSES,   true,  true,  night
            LIVE, false, false, PASSES,   false, true,  CARRIER
            LIVE, false, true,  PASSES,   true,  true,  CARRIER
            LIVE, true,  false, PASSES,   false, false, SCHEDULED
            LIVE, true,  false, PASSES,   false, true,  SCHEDULED
            LIVE, true,  false, PASSES,   true,  false, night
            BULK, false, false, PASSES,   false, false, TURN
            BULK, false, false, PASSES,   true,  false, QUIET_HOURS
            BULK, false, true,  PASSES,   true,  false, TURN
            BULK, true,  false, PASSES,   true,  false, QUIET_HOURS
            BULK, true,  false, PASSES,   false, false, SCHEDULED
            BULK, false, false, PASSES,   false, true,  CARRIER
            LIVE, false, false, HELD,     false, false, TURN
            LIVE, false, true,  HELD,     true,  false, TURN
            LIVE, true,  false, HELD,     false, false, CONSENT
            LIVE, true,  false, HELD,     true,  false, night
            BULK, false, false, HELD,     false, false, CONSENT
            BULK, false, false, HELD,     true,  true,  CONSENT
            LIVE, false, true,  SILENCED, false, false, silence
            LIVE, true,  false, SILENCED, true,  true,  silence
            BULK, false, false, SILENCED, false, false, silence
            """)
    void tellsWhatATextWaitsForOrWhyItMayNotEnter(Lane lane, boolean scheduled, boolean wrote, String verdict,
            boolean night, boolean resting, String expected) {
        var text = new Applicant(lane, NOW, scheduled ? LATER : NOW, wrote ? NOW.plusSeconds(600) : null);
        var said = switch (verdict) {
            case "HELD" -> HELD;
            case "SILENCED" -> SILENCED;
            default -> PASSES;
        };
        assertThat(nameOf(Admission.of(text, said, night ? NIGHT : null, resting, VALIDITY))).isEqualTo(expected);
    }

    @Test
    void anAnswerIsOneOnlyAsLongAsItsMomentLiesInTheReplyWindow() {
        var inTime = new Applicant(Lane.LIVE, NOW, LATER, LATER);
        var tooLate = new Applicant(Lane.LIVE, NOW, LATER, LATER.minusSeconds(1));

        assertThat(Admission.of(inTime, PASSES, NIGHT, false, VALIDITY)).isInstanceOf(Granted.class);
        assertThat(Admission.of(tooLate, PASSES, NIGHT, false, VALIDITY)).isEqualTo(new AtNight(NIGHT));
    }

    @Test
    void bulkWaitsForTheMorningAndIsValidFromThenOn() {
        var text = new Applicant(Lane.BULK, NOW, NOW, null);

        assertThat(Admission.of(text, PASSES, NIGHT, false, VALIDITY)).isEqualTo(new Granted(MORNING,
                MORNING.plus(VALIDITY), null, new Waiting(Reason.QUIET_HOURS, MORNING)));
    }

    @Test
    void aScheduledTextIsValidFromItsMomentOn() {
        var text = new Applicant(Lane.LIVE, NOW, LATER, null);

        assertThat(Admission.of(text, PASSES, null, false, VALIDITY)).isEqualTo(new Granted(LATER,
                LATER.plus(VALIDITY), null, new Waiting(Reason.SCHEDULED, LATER)));
    }

    @Test
    void nobodyKnowsWhenAnAgentWillHaveSaidOrTheCarrierHaveChangedItsMind() {
        var bulk = new Applicant(Lane.BULK, NOW, NOW, null);

        assertThat(waitingOf(Admission.of(bulk, HELD, null, false, VALIDITY)))
                .isEqualTo(new Waiting(Reason.CONSENT, null));
        assertThat(waitingOf(Admission.of(bulk, PASSES, null, true, VALIDITY)))
                .isEqualTo(new Waiting(Reason.CARRIER, null));
    }

    @ParameterizedTest
    @EnumSource(Lane.class)
    void silenceIsToldWithItsBeginning(Lane lane) {
        assertThat(Admission.of(new Applicant(lane, NOW, NOW, NOW), SILENCED, null, false, VALIDITY))
                .isEqualTo(new OptedOut(NOW.minusSeconds(60)));
    }

    private static String nameOf(Admission admission) {
        return switch (admission) {
            case Granted granted -> granted.waiting().reason().name();
            case OptedOut _ -> "silence";
            case AtNight _ -> "night";
        };
    }

    private static @Nullable Waiting waitingOf(Admission admission) {
        return admission instanceof Granted granted ? granted.waiting() : null;
    }
}
